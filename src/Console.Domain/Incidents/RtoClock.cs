
namespace IncidentConsole.Domain.Incidents;

/// <summary>The RTO clock, split by where the time went. It runs from the first failed probe to enough good user-path probes.</summary>
/// <param name="Current">The part that is running; null when the clock has stopped.</param>
/// <param name="Total">Measured when it has stopped, elapsed while it runs.</param>
public sealed record RtoClock(IReadOnlyList<RtoPart> Parts, string? Current, TimeSpan Total)
{
    public static readonly IReadOnlyList<string> Names = ["detect", "decide", "change", "TTL tail", "verify"];

    public bool IsRunning => Current is not null;

    /// <summary>
    /// The parts for where they are read to the second: the moments between them are rounded and not the parts, which so add up to the total as it reads.
    /// </summary>
    public IReadOnlyList<RtoPart> Shown
    {
        get
        {
            var (shown, until) = (new List<RtoPart>(), TimeSpan.Zero);
            foreach (var part in Parts)
            {
                shown.Add(new(part.Name, Whole(until + part.Took) - Whole(until)));
                until += part.Took;
            }
            return shown;
        }
    }

    public static RtoClock Of(Incident incident, DateTimeOffset now)
    {
        var decided = incident.Rerouted is { ByItself: true } ? incident.ReroutedAt : incident.MovedBy?.ConfirmedAt;
        // Each mark is the end of its part; a part never ends before the one before it.
        DateTimeOffset?[] marks = [incident.DownAt, decided, incident.ReroutedAt, incident.Restored?.FirstGoodAt, incident.Restored?.ProvenAt];
        var end = incident.Restored?.ProvenAt ?? incident.ResolvedAt ?? now;

        var parts = new List<RtoPart>();
        string? current = null;
        var from = incident.StartedAt;
        for (var i = 0; i < marks.Length; i++)
        {
            // A mark may be missing and a later one there: then this part was never seen to end, and the later one takes its time.
            if (marks[i] is null && marks.Skip(i + 1).Any(mark => mark is not null)) continue;
            var to = marks[i] ?? end;
            // Nor after the clock: a service that never failed is proven before everybody agrees that the region is down.
            if (to > end) to = end;
            if (to < from) to = from;
            parts.Add(new(Names[i], to - from));
            from = to;
            if (marks[i] is not null) continue;
            current = incident.IsOpen ? Names[i] : null;
            break;
        }
        return new(parts, current, end > incident.StartedAt ? end - incident.StartedAt : TimeSpan.Zero);
    }

    private static TimeSpan Whole(TimeSpan span) => TimeSpan.FromSeconds(Math.Round(span.TotalSeconds, MidpointRounding.AwayFromZero));
}

/// <param name="Name">One of <see cref="RtoClock.Names"/>.</param>
public readonly record struct RtoPart(string Name, TimeSpan Took);
