using System.Collections.Immutable;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Incidents;

internal static class PlanFolding
{
    /// <param name="planEvent">Of a plan that is known, or the first of one.</param>
    public static ImmutableList<PlanState> Apply(ImmutableList<PlanState> plans, PlanEvent planEvent, TimelineEntry entry)
    {
        if (planEvent is ActionPlanned planned) return plans.Add(PlanState.Planned(planned.Plan, entry.Actor.Name, entry.HappenedAt));
        var at = plans.FindIndex(plan => plan.Plan.Id == planEvent.PlanId);
        return plans.SetItem(at, With(plans[at], planEvent, entry));
    }

    private static PlanState With(PlanState plan, PlanEvent planEvent, TimelineEntry entry) => planEvent switch
    {
        ActionApproved => plan with { ApprovedBy = entry.Actor.Name },
        ActionConfirmed confirmed => plan with
        {
            Status = PlanStatus.Confirmed,
            ConfirmedBy = entry.Actor.Name,
            ConfirmedAt = entry.HappenedAt,
            Alone = confirmed.Alone,
            Trace = confirmed.Trace,
        },
        ActionStarted => plan with
        {
            Status = PlanStatus.Running, RunningSince = entry.HappenedAt, DoneBefore = plan.Done ?? 0, ResultText = null,
        },
        ActionProgressed progressed => Progressed(plan, progressed, entry),
        ActionPaused paused => plan with { Status = PlanStatus.Paused, ResultText = $"paused by {entry.Actor.Name}: {paused.Reason}" },
        ActionResumed => plan with { Status = PlanStatus.Confirmed, ResultText = null },
        ActionSettledByHand settled => Ended(plan with { SettledBy = entry.Actor.Name },
            settled.Succeeded ? PlanStatus.Succeeded : PlanStatus.Failed, $"by {entry.Actor.Name}'s word: {settled.Reason}", plan.Log, entry),
        ActionSucceeded succeeded => Succeeded(plan with { Counts = Newer(plan.Counts, succeeded.Counts) }, succeeded, entry),
        ActionFailed failed => Failed(plan with { Counts = Newer(plan.Counts, failed.Counts) }, failed, entry),
        ActionRefused refused => Ended(plan, PlanStatus.Refused, refused.Reason, [], entry),
        ActionCancelled cancelled => Ended(plan, PlanStatus.Cancelled, cancelled.Reason, [], entry),
        ActionOutcomeUnknown unknown => plan with { Status = PlanStatus.OutcomeUnknown, ResultText = unknown.Reason },
        _ => throw new InvalidDataException($"No fold for {planEvent.GetType().Name}."),
    };

    private static PlanState Succeeded(PlanState plan, ActionSucceeded succeeded, TimelineEntry entry) =>
        Ended(plan, PlanStatus.Succeeded, succeeded.Outcome, succeeded.Log, entry) with
        {
            Result = succeeded.Result ?? OldEvents.ResultOf(plan, succeeded.Outcome, succeeded.Log, succeeded: true),
        };

    private static PlanState Failed(PlanState plan, ActionFailed failed, TimelineEntry entry) =>
        Ended(plan, PlanStatus.Failed, failed.Reason, failed.Log, entry) with
        {
            Result = failed.Result ?? OldEvents.ResultOf(plan, failed.Reason, failed.Log, succeeded: false),
        };

    private static PlanState Progressed(PlanState plan, ActionProgressed progressed, TimelineEntry entry) => plan with
    {
        Progress = progressed.Text,
        Fraction = progressed.Fraction,
        Done = progressed.Done ?? plan.Done,
        Total = progressed.Total ?? plan.Total,
        Counts = Newer(plan.Counts, progressed.Counts),
        Checkpoint = progressed.Checkpoint ?? plan.Checkpoint,
        ProgressAt = entry.HappenedAt,
    };

    private static ImmutableSortedDictionary<string, long> Newer(ImmutableSortedDictionary<string, long> before, ImmutableSortedDictionary<string, long> now) => now.IsEmpty ? before : now;

    private static PlanState Ended(PlanState plan, PlanStatus status, string result, ImmutableArray<string> log, TimelineEntry entry) =>
        plan with { Status = status, EndedAt = entry.HappenedAt, ResultText = result, Log = log };
}
