using System.Collections.Immutable;

namespace IncidentConsole.Domain.Fleet;

/// <summary>The run of good user-path probes that is going on, if any.</summary>
/// <param name="Last">The newest probe.</param>
/// <param name="GoodInARow">Good probes since the last one that was not.</param>
/// <param name="GoodSince">The first of them.</param>
/// <param name="ServedBy">The region that served all of them; null when they were served by several.</param>
public sealed record UserPath(UserPathProbe? Last, int GoodInARow, DateTimeOffset? GoodSince, RegionId? ServedBy, Trace Probes)
{
    // Hours of them: where users suffer nothing, somebody may declare long after the region died.
    private const int MostKept = 20_000;

    public static UserPath Empty { get; } = new(null, 0, null, null, Trace.Empty);

    /// <summary>When each good probe of the run was, oldest first. Of a very long run only the newest.</summary>
    public ImmutableList<DateTimeOffset> Run { get; private init; } = [];

    /// <summary>A probe that failed, or was served by another region than the run so far, begins a new run.</summary>
    public UserPath Add(UserPathProbe probe)
    {
        var probes = Probes.Add(new Sample(probe.ObservedAt, probe.Result, probe.Took.TotalMilliseconds));
        if (probe.Result != Health.Pass) return new(probe, 0, null, null, probes);
        return GoodInARow > 0 && ServedBy == probe.ServedBy
            ? new(probe, GoodInARow + 1, GoodSince, ServedBy, probes) { Run = (Run.Count < MostKept ? Run : Run.RemoveAt(0)).Add(probe.ObservedAt) }
            : new(probe, 1, probe.ObservedAt, probe.ServedBy, probes) { Run = [probe.ObservedAt] };
    }
}
