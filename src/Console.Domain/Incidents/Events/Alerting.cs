using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Incidents.Events;

/// <summary>What Alertmanager told of a region, all of a short while in one entry: a storm of 5,000 alerts is one line.</summary>
/// <param name="Alerts">One of a name; those that went quiet have none firing.</param>
public sealed record AlertsReceived(RegionId Region, ImmutableArray<AlertCount> Alerts) : IncidentEvent
{
    public override EventKind Kind => EventKind.Detail;
    public override string Sentence => $"Alertmanager about {Region}: {string.Join(", ", Alerts.Select(alert => alert.Words))}";
}

/// <param name="Name">The alert's name.</param>
/// <param name="Firing">How many of it fire.</param>
/// <param name="Since">When the oldest of them began; null when none fires.</param>
public sealed record AlertCount(string Name, int Firing, string? Severity, DateTimeOffset? Since)
{
    internal string Words => Firing == 0 ? $"{Name} went quiet" : $"{Text.Number(Firing)} × {Name}{(Since is { } since ? $" since {Text.Time(since)} UTC" : "")}";
}
