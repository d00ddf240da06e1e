using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain;

/// <summary>Where an incident keeps writes out now: an outage of our own making, which neither messages nor the board may leave to be found.</summary>
/// <param name="Since">When the last of them was drained.</param>
public sealed record PausedWrites(IReadOnlyList<RegionId> Regions, DateTimeOffset Since)
{
    /// <summary>Null where none are kept out.</summary>
    public static PausedWrites? Of(Incident incident)
    {
        var drains = Drains.InEffect(incident).Where(drain => drain.EndedAt is not null).ToList();
        return drains.Count == 0 ? null : new([.. drains.Select(drain => drain.Plan.Change!.Target.Region!.Value)], drains.Max(drain => drain.EndedAt!.Value));
    }

    /// <summary><c>Writes are paused by us in eu-west and us-east since 17:36:02 UTC (#1): nobody can write</c>; null where none are.</summary>
    public static string? Words(Incident incident) => Of(incident) is { } paused
        ? $"Writes are paused by us in {string.Join(" and ", paused.Regions)} since {Text.Time(paused.Since)} UTC (#{incident.Number}){(paused.Regions.Count == 2 ? ": nobody can write" : "")}"
        : null;
}
