using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 12: where both ways meet. What was elected is put in place, or what is missing is merged.</summary>
internal static class CopyToBoth
{
    public static Step Step { get; } = new(12, "copy", "Copy the reconciled state to both regions", "Copy to both regions",
        "Key by key: a conflicting key gets the elected result only where it still holds the one that was seen, a missing one only where it is still missing. Every refused write is listed.", "5.2")
    {
        Checks = [Copied, WarmCopied],
        Actions =
        [
            new("swap", context => $"Put the elected results in place in {context.Incident.Where}", NeedsPreview: true)
            {
                Blocked = context => Gates.Path(context, SplitBrainPath.DrainAndRebuild) ?? InEffect(context, DedupProcedures.Swap, DedupProcedures.Restore) ?? Gates.After(context, DedupProcedures.Rebuild, "rebuild beside the live keys and compare (item 11)") ?? Gates.Drained(context),
                Procedure = context => DedupProcedures.OnSnapshot(context, DedupProcedures.Swap, Gates.VerifiedSnapshot(context)),
                Warnings = context => [$"Overwrites the live results of {Overwritten.InWords(context)} in {context.Incident.Where}. The way back is snapshot {Gates.VerifiedSnapshot(context)}."],
                TypedName = context => context.Incident.Where,
                NeedsSecondPerson = true,
            },
            new("merge", context => $"Merge {context.Failed} and {context.Survivor} while they serve", NeedsPreview: false)
            {
                Blocked = context => Gates.Path(context, SplitBrainPath.MergeWhileServing) ?? Gates.Verified(context),
                Procedure = context => DedupProcedures.MergeCall(context, DedupProcedures.Merge),
            },
            // It adds and changes nothing, so nothing must come before it.
            new("merge-warm", context => $"Copy what one warm store of {context.Incident.Where} lacks", NeedsPreview: false)
            {
                Procedure = context => DedupProcedures.MergeCall(context, DedupProcedures.WarmMerge),
            },
            new("warm-swap", context => $"Put them in place in the warm stores of {context.Incident.Where} too", NeedsPreview: true)
            {
                Blocked = context => Gates.Path(context, SplitBrainPath.DrainAndRebuild) ?? InEffect(context, DedupProcedures.WarmSwap, DedupProcedures.WarmRestore) ?? Gates.After(context, DedupProcedures.Elect, "elect one result for each key (item 10)") ?? Gates.Drained(context),
                Procedure = context => Listed(DedupProcedures.OnSnapshot(context, DedupProcedures.WarmSwap, Gates.VerifiedSnapshot(context)), $"{context.Now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"),
                Warnings = context => [$"Updates {WarmRows(context)}, in Postgres of {context.Incident.Where}. What stands there is kept first, beside the snapshots."],
                TypedName = context => context.Incident.Where,
                NeedsSecondPerson = true,
            },
            new("restore", _ => "Take it back: the results as they were", NeedsPreview: true)
            {
                TakesBack = true,
                Blocked = context => Swapped(context) is null ? new Refusal("Nothing was put in place that could be taken back.") : Gates.Drained(context),
                Procedure = context => DedupProcedures.OnSnapshot(context, DedupProcedures.Restore, Runs.SnapshotOf(Swapped(context))),
                Warnings = context => [$"Brings the conflicts back: every key that was overwritten gets its result from snapshot {Runs.SnapshotOf(Swapped(context))} again."],
                TypedName = context => context.Incident.Where,
                NeedsSecondPerson = true,
            },
            WarmRestore(),
        ],
    };

    private static string WarmRows(StepContext context) =>
        Runs.Ended(context, DedupProcedures.WarmCompare) is { EndedAt: { } at } run && run.Counts.TryGetValue("conflicts", out var rows)
            ? $"the rows of pcs_dedup that hold two results, {Text.Number(rows)} at {Text.Time(at)} UTC"
            : $"the rows of pcs_dedup that hold two results (how many, the comparison of item {CompareResults.Step.Number} says)";

    private static StepAction WarmRestore() => new("warm-restore", _ => "Take the warm rows back: as they were", NeedsPreview: true)
    {
        TakesBack = true,
        Blocked = context => Last(context, DedupProcedures.WarmSwap) is null ? new Refusal("No warm row was changed that could be taken back.") : Gates.Drained(context),
        Procedure = context => Last(context, DedupProcedures.WarmSwap)?.Plan.Procedure is { } swap ? swap with { Name = DedupProcedures.WarmRestore } : null,
        TypedName = context => context.Incident.Where,
        NeedsSecondPerson = true,
    };

    /// <summary>When warm rows were last written; null when they never were.</summary>
    public static DateTimeOffset? WarmChangedAt(StepContext context) =>
        new[] { Last(context, DedupProcedures.WarmSwap)?.EndedAt, Last(context, DedupProcedures.WarmRestore)?.EndedAt }.Max();

    /// <summary>The run that made both alike, unless it was taken back since; null while there is none.</summary>
    public static PlanState? Done(StepContext context) => SplitBrainPaths.Of(context) == SplitBrainPath.MergeWhileServing
        ? Runs.Succeeded(context, DedupProcedures.Merge)
        : Runs.Succeeded(context, DedupProcedures.Swap) is { } swap && !(Runs.Ended(context, DedupProcedures.Restore)?.EndedAt > swap.EndedAt) ? swap : null;

    // Of the same snapshot there is nothing left to overwrite; what differs since is in none of its elections.
    private static Refusal? InEffect(StepContext context, string swap, string restore) =>
        Gates.VerifiedSnapshot(context) is { } snapshot && Runs.Succeeded(context, swap, snapshot) is { EndedAt: { } at } done && !(Last(context, restore)?.EndedAt > at)
            ? new($"“{done.Plan.Title}” is in effect since {Text.Time(at)} UTC: nothing is left to swap. What differs since then needs a new snapshot (item 7).")
            : null;

    // A swap that failed or was cancelled in the middle has overwritten some: it can be taken back as well.
    private static PlanState? Swapped(StepContext context) => Last(context, DedupProcedures.Swap);

    private static PlanState? Last(StepContext context, string procedure) => context.Incident.Plans.FindLast(plan =>
        plan is { ConfirmedAt: not null, EndedAt: not null, Status: not PlanStatus.Refused } && plan.Plan.Procedure?.Name == procedure);

    private static ProcedureCall? Listed(ProcedureCall? call, string list) => call is null ? null : DedupProcedures.Adding(call, DedupProcedures.List, list);

    private static IEnumerable<Evidence> Copied(StepContext context)
    {
        var isMerge = SplitBrainPaths.Of(context) == SplitBrainPath.MergeWhileServing;
        var run = Done(context) ?? Runs.Ended(context, isMerge ? DedupProcedures.Merge : DedupProcedures.Swap);
        yield return run is null
            ? new(isMerge ? "Merge" : "Swap", Health.Fail, isMerge ? "not merged yet" : "not put in place yet", "no write refused", "Redis of both regions", context.Now)
            : new(run.Plan.Title, run == Done(context) ? Health.Pass : Health.Fail, run == Done(context) || run.Status == PlanStatus.Failed ? run.ResultText ?? "" : "taken back since", "no write refused", "Redis of both regions", run.EndedAt!.Value);
    }

    private static IEnumerable<Evidence> WarmCopied(StepContext context)
    {
        var swap = Runs.Evidence(context, DedupProcedures.WarmSwap, "Warm rows", "not put in place yet", "no write refused", "Postgres of both regions");
        var isThere = Runs.Ended(context, DedupProcedures.WarmSwap) is { } run && !(Runs.Ended(context, DedupProcedures.WarmRestore)?.EndedAt > run.EndedAt);
        yield return isThere ? swap with { Required = swap.Verdict == Health.Fail } : swap with { Required = false };
        var merge = Runs.Evidence(context, DedupProcedures.WarmMerge, "Warm rows that one lacks", "not copied yet", "nothing older than the lag missing", "Postgres of both regions");
        yield return merge with { Required = merge.Verdict == Health.Fail && Runs.Ended(context, DedupProcedures.WarmMerge) is not null };
    }
}
