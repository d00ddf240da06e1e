using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain;

/// <summary>The severity matrix: the worse of what the two shares say.</summary>
public static class SplitBrainSeverity
{
    public static Severity Of(Divergence divergence, SplitBrainPolicy policy) =>
        divergence.Percent > policy.DivergenceP0 || divergence.ConflictPercent > policy.ConflictsP0 ? Severity.P0
        : divergence.Percent >= policy.DivergenceP1 || divergence.ConflictPercent >= policy.ConflictsP1 ? Severity.P1
        : divergence.Percent >= policy.DivergenceP2 || divergence.Conflicts > 0 ? Severity.P2
        : Severity.P3;

    /// <summary>The one target of an incident, from its start; null where it is reconciled in maintenance.</summary>
    public static TimeSpan? ReconcileWithin(Severity severity, SplitBrainPolicy policy) => severity switch
    {
        Severity.P0 or Severity.P1 => policy.ReconcileP1,
        Severity.P2 => policy.ReconcileP2,
        _ => null,
    };

    /// <summary>What the runbook asks for.</summary>
    public static string Duty(Severity severity, SplitBrainPolicy policy) => severity switch
    {
        Severity.P0 => $"drain traffic, emergency reconciliation within {Within(severity, policy)}",
        Severity.P1 => $"reconcile at once, within {Within(severity, policy)}",
        Severity.P2 => $"reconcile within {Within(severity, policy)}",
        _ => "watch, reconcile in maintenance",
    };

    private static string Within(Severity severity, SplitBrainPolicy policy) => Text.RoundedUp(ReconcileWithin(severity, policy)!.Value);
}
