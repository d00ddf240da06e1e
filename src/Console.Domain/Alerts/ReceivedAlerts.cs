using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Alerts;

/// <summary>What Alertmanager told this console: the alerts that fire, and by name and region how many.</summary>
public sealed record ReceivedAlerts
{
    /// <summary>Of those beyond it only the count grows stale: a storm must not take the memory.</summary>
    public const int MostKept = 50_000;

    private ImmutableDictionary<string, ReceivedAlert> firing = ImmutableDictionary<string, ReceivedAlert>.Empty;

    public static ReceivedAlerts None { get; } = new();

    /// <summary>By name and region, the oldest first; one that went quiet stays with none firing.</summary>
    public ImmutableArray<AlertGroup> Groups { get; private init; } = [];

    /// <summary>When Alertmanager last told anything; null while it has not.</summary>
    public DateTimeOffset? ToldAt { get; private init; }

    public IEnumerable<AlertGroup> FiringAbout(RegionId region) => Groups.Where(group => group.Firing > 0 && group.Region == region);

    /// <summary>Whether what fires about a region speaks for an incident: the region itself, or something critical.</summary>
    public bool Suggests(RegionId region) => FiringAbout(region).Any(group => group.Name == "RegionDown" || group.Severity == "critical");

    public ReceivedAlerts With(IEnumerable<ReceivedAlert> alerts, DateTimeOffset now)
    {
        var next = firing.ToBuilder();
        var quiet = Groups.ToDictionary(group => (group.Name, group.Region), group => group with { Firing = 0 });
        foreach (var alert in alerts)
        {
            if (!alert.IsFiring)
            {
                next.Remove(alert.Fingerprint);
                quiet.TryAdd((alert.Name, alert.Region), new(alert.Name, alert.Region, 0, 0, alert.Severity, alert.StartsAt, alert.Summary));
            }
            else if (next.Count < MostKept || next.ContainsKey(alert.Fingerprint)) next[alert.Fingerprint] = alert;
        }
        foreach (var group in next.Values.GroupBy(alert => (alert.Name, alert.Region)))
        {
            var oldest = group.MinBy(alert => alert.StartsAt)!;
            quiet[group.Key] = new(oldest.Name, oldest.Region, group.Count(), 0, group.Any(alert => alert.Severity == "critical") ? "critical" : oldest.Severity, oldest.StartsAt, oldest.Summary);
        }
        return new()
        {
            firing = next.ToImmutable(),
            Groups = [.. quiet.Values.OrderByDescending(group => group.Firing > 0).ThenBy(group => group.ActiveSince).ThenBy(group => group.Name, StringComparer.Ordinal)],
            ToldAt = now,
        };
    }
}
