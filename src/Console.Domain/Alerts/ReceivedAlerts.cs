using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Alerts;

/// <summary>What Alertmanager told this console: the alerts that fire, and by name and region how many.</summary>
public sealed record ReceivedAlerts
{
    /// <summary>Of those beyond it only the count grows stale: a storm must not take the memory.</summary>
    public const int MostKept = 50_000;

    private ImmutableDictionary<string, ReceivedAlert> firing = ImmutableDictionary<string, ReceivedAlert>.Empty;

    /// <summary>An alert that nobody has told of for longer may have ended, or its source may: whether it fires is not known.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromHours(1);

    /// <summary>Those that fired when they were last told of, longer ago than <see cref="KnownFor"/>.</summary>
    public ImmutableArray<AlertGroup> Unheard { get; private init; } = [];

    /// <summary>Whose alerts were last refused; null once that sender's are taken again.</summary>
    public RefusedAlerts? Refused { get; private init; }

    /// <summary>As it must be drawn now: what nobody has told of for long is not known to fire. The same instance when nothing has
    /// aged.</summary>
    public ReceivedAlerts AsOf(DateTimeOffset now)
    {
        var kept = firing.Values.Where(alert => now - alert.HeardAt <= KnownFor).ToList();
        return kept.Count == firing.Count ? this : this with
        {
            firing = kept.ToImmutableDictionary(alert => alert.Fingerprint),
            Groups = [.. Groups.Where(group => group.Firing == 0).Concat(Grouped(kept)).OrderByDescending(group => group.Firing > 0)
                .ThenBy(group => group.ActiveSince).ThenBy(group => group.Name, StringComparer.Ordinal)],
            Unheard = [.. Grouped(firing.Values.Except(kept)).OrderBy(group => group.HeardAt)],
        };
    }

    public ReceivedAlerts Refusing(string sender, string words, DateTimeOffset now) => this with { Refused = new(sender, words, now) };

    public ReceivedAlerts Taking(string sender) => Refused?.Sender == sender ? this with { Refused = null } : this;

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
            else if (next.Count < MostKept || next.ContainsKey(alert.Fingerprint)) next[alert.Fingerprint] = alert with { HeardAt = now };
        }
        foreach (var group in Grouped(next.Values)) quiet[(group.Name, group.Region)] = group;
        return new()
        {
            firing = next.ToImmutable(),
            Groups = [.. quiet.Values.OrderByDescending(group => group.Firing > 0).ThenBy(group => group.ActiveSince).ThenBy(group => group.Name, StringComparer.Ordinal)],
            ToldAt = now,
            Refused = Refused,
        };
    }

    private static IEnumerable<AlertGroup> Grouped(IEnumerable<ReceivedAlert> alerts) =>
        from alert in alerts
        group alert by (alert.Name, alert.Region) into same
        let oldest = same.MinBy(alert => alert.StartsAt)!
        select new AlertGroup(oldest.Name, oldest.Region, same.Count(), 0, same.Any(alert => alert.Severity == "critical") ? "critical"
            : oldest.Severity, oldest.StartsAt, oldest.Summary)
        {
            HeardAt = same.Min(alert => alert.HeardAt),
        };
}
