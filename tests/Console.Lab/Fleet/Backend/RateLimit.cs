using System.Threading.RateLimiting;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Fleet.Backend;

/// <summary>A pod's token bucket; the fault <c>rate-limit</c> puts a tighter one in its place while it is on.</summary>
internal sealed class RateLimit(FleetSettings settings, string region, FaultBoard faults) : IDisposable
{
    private readonly TokenBucketRateLimiter normal = Bucket(settings.RatePerSecond, settings.Burst);
    private readonly Lock guard = new();
    private (ActiveFault Fault, TokenBucketRateLimiter Bucket)? tight;

    public bool TryTake()
    {
        using var lease = Current().AttemptAcquire();
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        normal.Dispose();
        tight?.Bucket.Dispose();
    }

    private TokenBucketRateLimiter Current()
    {
        if (faults.Find("rate-limit", region) is not { } fault)
            return normal;
        lock (guard)
        {
            if (tight?.Fault != fault)
            {
                var perSecond = (int)Math.Max(1, fault.Number("perSecond", 5));
                tight?.Bucket.Dispose();
                tight = (fault, Bucket(perSecond, perSecond));
            }

            return tight!.Value.Bucket;
        }
    }

    private static TokenBucketRateLimiter Bucket(int perSecond, int burst)
    {
        // Ten refills a second are smooth enough; slower buckets refill a token at a time.
        var refills = Math.Min(perSecond, 10);
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = perSecond / refills,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / refills),
            AutoReplenishment = true,
        });
    }
}
