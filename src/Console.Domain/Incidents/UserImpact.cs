using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Incidents;

/// <summary>What the test requests through the public address met from the start of an incident on. Requests nobody could send count for nothing.</summary>
/// <param name="First">The first of them; null when there was none.</param>
/// <param name="IsWhole">False when those from the start on are not kept: of a long incident only the newest are, and a console that was restarted has none from before.</param>
public sealed record UserImpact(int Failed, int Requests, DateTimeOffset? First, bool IsWhole)
{
    public static UserImpact Of(UserPath path, DateTimeOffset started, DateTimeOffset until)
    {
        var sent = path.Probes.Since(started).Where(sample => sample.Health != Health.Unknown && sample.At <= until).ToList();
        return new(sent.Count(sample => sample.Health == Health.Fail), sent.Count, sent.Count == 0 ? null : sent[0].At,
            sent.Count > 0 && path.Probes.Samples[0].At <= started + path.Last!.Cadence);
    }
}
