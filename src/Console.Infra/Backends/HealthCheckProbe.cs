using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Backends;

/// <summary>The vantage point "this console": <c>GET /health</c> at the region's own endpoint, on a new connection each time.</summary>
internal sealed class HealthCheckProbe(RegionId region, Uri url, BackendsOptions options, HttpClient http, TimeProvider time) : IProbe
{
    public const string VantagePoint = "this console";

    public string Name => $"health/{region}";

    public TimeSpan Every => options.Every;

    /// <summary>Longer than the check's own, which ends it as failed: no answer in time is what a health check looks for.</summary>
    public TimeSpan TimeBox => options.TimeBox + TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.TimeBox, time);
        using var box = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var started = time.GetTimestamp();
        try
        {
            using var answer = await http.GetAsync(new Uri(url, "/health"), box.Token);
            var detail = $"{Reason.Of(answer.StatusCode)}, {Text.Number(Math.Round(time.GetElapsedTime(started).TotalMilliseconds))} ms";
            return [Seen(answer.IsSuccessStatusCode ? Health.Pass : Health.Fail, time.GetUtcNow(), detail)];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && Unreachable.InWords(exception, options.TimeBox) is { } reason)
        {
            return [Seen(Health.Fail, time.GetUtcNow(), reason)];
        }
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) => [Seen(Health.Unknown, at, reason)];

    private HealthProbe Seen(Health result, DateTimeOffset at, string detail) =>
        new(region, VantagePoint, result, options.FailuresNeeded, $"{region} endpoint", at, Every, detail);
}
