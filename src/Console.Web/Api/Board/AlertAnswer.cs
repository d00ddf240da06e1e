using IncidentConsole.Domain.Alerts;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Api.Board;

/// <summary>All alerts of one name and region.</summary>
/// <param name="Region">The region the alert speaks of; null when it does not say.</param>
/// <param name="Firing">Zero means that all are pending.</param>
/// <param name="AskedIn">Whose Prometheus has it, or <c>alertmanager</c>, which told of it.</param>
internal sealed record AlertAnswer(string Name, string? Region, int Firing, int Pending, string? Severity, DateTimeOffset ActiveSince, string Summary, string AskedIn)
{
    public static AlertAnswer Of(string askedIn, AlertGroup group) =>
        new(group.Name, group.Region?.Value, group.Firing, group.Pending, group.Severity, group.ActiveSince, group.Summary, askedIn);
}

/// <summary>Whether a region's alerts are known at all: no alerts from a Prometheus that cannot be asked is no good news.</summary>
internal sealed record AlertSourceAnswer(string AskedIn, Health Health, DateTimeOffset ObservedAt, string Detail)
{
    public const string Alertmanager = "alertmanager";

    /// <summary>It tells by itself, when something changes: an old word of it is no bad sign.</summary>
    public static IEnumerable<AlertSourceAnswer> Told(ReceivedAlerts told) => told switch
    {
        { Refused: { } refused } => [new(Alertmanager, Health.Unknown, refused.At,
            $"an alert source is being refused: {refused.Sender}: {refused.Words}")],
        { ToldAt: { } at } => [new(Alertmanager, Health.Pass, at, "told by Alertmanager")],
        _ => [],
    };

    public static AlertSourceAnswer Of(AlertList list, DateTimeOffset now) => new(list.AskedIn.Value, list.HealthAt(list.Health, now), list.ObservedAt, list.DetailAt(list.Detail, now));
}
