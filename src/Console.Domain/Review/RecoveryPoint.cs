using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Reconciliation;

namespace IncidentConsole.Domain.Review;

/// <summary>What the incident has cost in data: first as a bound, then counted id by id.</summary>
/// <param name="Bound">The most that can be missing: from the newest heartbeat that had arrived until the region was called down. Null when it never went dark.</param>
/// <param name="Loss">What the reconciliation counted; null while there was none.</param>
public readonly record struct RecoveryPoint(TimeSpan? Bound, DataLoss? Loss)
{
    public bool IsMeasured => Loss is not null;

    /// <summary>The measured one where there is one, else the bound; null when neither is known.</summary>
    public TimeSpan? Value => Loss?.Rpo ?? Bound;

    public string Words => Loss is not null ? Loss.Words
        : Bound is { } bound ? $"at most {Text.Exact(bound)}; not counted id by id"
        : "not measured";

    public static RecoveryPoint Of(Incident incident) => new(incident.LossBound, DataLoss.Of(incident));
}
