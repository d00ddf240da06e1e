using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Actions;

/// <summary>What was confirmed for a limited time only, and is taken back when that is over.</summary>
internal static class TimeBoxes
{
    /// <summary>Whether its time is up and nothing takes it back yet. A preview of its undo takes nothing back.</summary>
    public static bool IsDue(Incident incident, PlanState state, DateTimeOffset now) => IsOver(state, now)
        && !incident.Plans.Exists(undo => undo.Plan.Undoes == state.Plan.Id
            && undo.Status is not (PlanStatus.Planned or PlanStatus.Failed or PlanStatus.Refused or PlanStatus.Cancelled));

    /// <summary>
    /// Whether the plan takes back, exactly, what was confirmed for a time that is over. The stop switch does not hold it up: it gives
    /// back what was
    /// promised to end by itself, and without it a pause of writes would go on for as long as nobody looks.
    /// </summary>
    public static bool IsEnding(ActionPlan plan, Incident incident, DateTimeOffset now) =>
        plan is { Undoes: { } id, Change: { } change } && incident.Plan(id) is { Plan.Change: { } made } boxed && IsOver(boxed, now)
        && change.Target == made.Target && change.Before.IsSameAs(made.After) && change.After.IsSameAs(made.Before);

    /// <summary>The console's own plan to take it back that could not be confirmed yet.</summary>
    public static ActionPlan? Drawn(Incident incident, PlanState state, DateTimeOffset now) => incident.Plans.FindLast(undo =>
        undo.Plan.Undoes == state.Plan.Id && undo.Status == PlanStatus.Planned && undo.RequestedBy == Actor.Console.Name
            && now - undo.PlannedAt <= Planning.Keeps)?.Plan;

    private static bool IsOver(PlanState state, DateTimeOffset now) =>
        state is { Status: PlanStatus.Succeeded, Plan.TimeBox: { } box, EndedAt: { } ended } && now - ended > box;
}
