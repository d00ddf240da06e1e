using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Drills;

/// <summary>How a drill went, by its timeline and nothing else.</summary>
/// <param name="Reasons">Why it failed or was interrupted; empty when it succeeded or goes on.</param>
/// <param name="Rto">Measured; null when the service was never proven to be back, and for a drill that moves no region out.</param>
/// <param name="Rpo">Counted by a replay, or a bound.</param>
/// <param name="Detect">From the first fault to the verdict; null when there was none.</param>
/// <param name="Declare">From the first fault to the declaration.</param>
/// <param name="WrongTurns">Actions that were refused, failed, cancelled, or taken back before the service was restored; and that users were back too early.</param>
public sealed record DrillScore(
    int Number,
    string Scenario,
    DateTimeOffset StartedAt,
    DrillOutcome Outcome,
    ImmutableArray<string> Reasons,
    TimeSpan? Rto,
    RecoveryPoint Rpo,
    TimeSpan? Detect,
    TimeSpan Declare,
    ItemCounts Items,
    ImmutableArray<string> WrongTurns)
{
    public static DrillScore Of(IncidentView view, FleetPolicy policy)
    {
        var drill = view.Incident;
        var rpo = RecoveryPoint.Of(drill);
        var reasons = drill.Interrupted is { } interrupted ? [$"incident #{interrupted.By} was declared"] : Failures(drill, rpo, policy).ToImmutableArray();
        var started = drill.Scenario?.StartedAt ?? drill.StartedAt;
        return new(
            drill.Number,
            drill.Scenario?.Title ?? drill.Title,
            started,
            drill.Interrupted is not null ? DrillOutcome.Interrupted : drill.IsOpen ? DrillOutcome.Running : reasons.IsEmpty ? DrillOutcome.Successful : DrillOutcome.Failed,
            drill.IsOpen ? [] : reasons,
            drill.Restored?.Rto,
            rpo,
            NotNegative(drill.DownAt - started),
            NotNegative(drill.DeclaredAt - started) ?? TimeSpan.Zero,
            ItemCounts.Of(drill),
            [.. drill.Plans.Where(plan => IsWrongTurn(drill, plan)).Select(plan => $"{plan.Plan.Title}: {Word(plan)}"), .. LetIn(drill)]);
    }

    private static IEnumerable<string> Failures(Incident drill, RecoveryPoint rpo, FleetPolicy policy)
    {
        if (drill.TakesRegionOut && drill.DownAt is not null)
        {
            if (drill.Restored is not { } restored) yield return "the service was never proven to be back";
            else if (restored.Rto > policy.Rto) yield return $"RTO {Text.Clock(restored.Rto)}, the target is {Text.Clock(policy.Rto)}";
        }
        if (rpo.Loss?.Rpo is { } lost && lost > policy.Rpo) yield return $"RPO {Text.Clock(lost)}, the target is {Text.Clock(policy.Rpo)}";
        foreach (var step in drill.Steps.Values.Where(step => step.Status == StepStatus.Failed)) yield return $"item {step.Step} failed: {step.Reason}";
        // What the recovery time hangs on must have been worked through; what comes after it a rehearsal may leave.
        var open = RunbookCatalog.Find(drill.Runbook).Phases[0].Steps.Where(step => drill.Step(step.Number) is { IsSettled: false, Status: not StepStatus.Failed }).ToList();
        if (open.Count > 0) yield return $"left open: {string.Join(", ", open.Select(step => $"{step.Number} {step.Short}"))}";
        if (!drill.Steps.Values.Any(step => step.IsSettled)) yield return "no item of the runbook was settled";
    }

    /// <summary>Item 2 holds the region out; where that was forgotten users were back before its data was.</summary>
    private static IEnumerable<string> LetIn(Incident drill)
    {
        if (drill.ReturnedFor > TimeSpan.Zero || drill.ReturnedAt is not null) yield return $"users were led back to {drill.Region} before it was in sync";
    }

    private static bool IsWrongTurn(Incident drill, PlanState plan) => plan.Status is PlanStatus.Refused or PlanStatus.Failed or PlanStatus.Cancelled
        || (plan is { Status: PlanStatus.Succeeded, Plan.Undoes: not null } && !(plan.EndedAt >= drill.Restored?.ProvenAt));

    private static string Word(PlanState plan) => plan.Plan.Undoes is not null && plan.Status == PlanStatus.Succeeded ? "taken back" : plan.Status.ToString().ToLowerInvariant();

    private static TimeSpan? NotNegative(TimeSpan? span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;
}

public enum DrillOutcome
{
    Running,
    Successful,
    Failed,

    /// <summary>A real incident came in between.</summary>
    Interrupted,
}
