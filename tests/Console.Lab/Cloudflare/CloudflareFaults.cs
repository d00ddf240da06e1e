using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Cloudflare;

/// <summary>The faults <c>cloudflare-throttle</c> (of every call) and <c>cloudflare-refuse</c> (of changes).</summary>
internal sealed class CloudflareFaults(FaultBoard faults, TimeSpan retryAfter)
{
    private readonly Lock gate = new();
    private ActiveFault? counted;
    private int throttled;

    /// <exception cref="CloudflareException">Too many requests.</exception>
    public void Throttle()
    {
        if (faults.Find("cloudflare-throttle") is not { } fault) return;
        lock (gate)
        {
            if (!ReferenceEquals(fault, counted)) (counted, throttled) = (fault, 0);
            if (++throttled > fault.Number("times", double.PositiveInfinity)) return;
        }
        throw new CloudflareException(429, 971, "Please wait and consider throttling your request speed") { RetryAfter = fault.Seconds("seconds", retryAfter.TotalSeconds) };
    }

    /// <exception cref="CloudflareException">The token may not do it, or what the fault says.</exception>
    public void Refuse()
    {
        if (faults.Find("cloudflare-refuse") is not { } fault) return;
        throw fault.Text("message") is { } words ? new CloudflareException(400, 1004, words) : new CloudflareException(403, 10000, "Authentication error");
    }
}
