using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

namespace IncidentConsole.Domain.Comms;

/// <summary>What the messages of a split brain say.</summary>
internal static class SplitBrainClaims
{
    public static IReadOnlyDictionary<string, Func<StepContext, Claim>> All { get; } = new Dictionary<string, Func<StepContext, Claim>>
    {
        ["regions"] = context => Claim.Fact(context.Incident.Where),
        ["opened"] = context => Claim.Fact($"{context.Incident.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
        ["partition"] = Partition,
        ["divergence"] = context => Found(context, found => $"{Text.Number(found.Percent)} % of {Text.Number(found.Keys)} keys in one region only ({Text.Number(found.OnlyLeft + found.OnlyRight)} ids) {(context.Incident.Divergence is null ? "when last compared" : "when declared")}"),
        ["conflicts"] = Conflicts,
        ["divergence-now"] = Now,
        ["draining"] = SplitBrainWrites.Draining,
        ["writes"] = SplitBrainWrites.Now,
        ["write-downtime"] = SplitBrainWrites.Downtime,
        ["way"] = SplitBrainWay.Of,
        ["snapshot"] = context => Gates.VerifiedSnapshot(context) is { } snapshot
            ? new($"Dedup states are in snapshot {snapshot}, restored and counted", Proof.Proven, "items 7 and 8", Runs.Succeeded(context, DedupProcedures.Verify, snapshot)!.EndedAt)
            : new("Snapshot of the dedup states: not yet verified", Proof.NotYetVerified, "items 7 and 8 are open", null),
        ["reconciled"] = context => CopyToBoth.Done(context) is { } done
            ? new(done.ResultText ?? done.Plan.Title, Proof.Proven, "item 12", done.EndedAt)
            : new("not reconciled yet", Proof.NotYetVerified, "item 12 is open", null),
        ["reconcile-by"] = ReconcileBy,
        ["audit"] = context => StepClaims.Of(context, 15, "Audit trail complete"),
        ["aggregates"] = context => StepClaims.Of(context, 16, "Aggregates recomputed"),
        ["split-cause"] = context => context.Incident.RootCause is not null ? StatedClaims.RootCause(context) : new("partition between the regions; its cause is not stated yet", Proof.NotYetVerified, "nobody has stated it yet: the item of the resolution asks for it", context.Incident.Partition?.From),
    };

    private static Claim Partition(StepContext context) => context.Incident.Partition is { } window
        ? new(window.ToString(), Proof.Proven, "the regions' probes of each other", window.To)
        : new("window not yet known", Proof.NotYetVerified, "no probe between the regions saw it", null);

    private static Claim Found(StepContext context, Func<Divergence, string> words) => (context.Incident.Divergence ?? Disagreements.LastKnown(context)) is { } found
        ? new(words(found), Proof.Proven, "every key and value compared", found.MeasuredAt)
        : new("not yet measured", Proof.NotYetVerified, "the regions were not compared", null);

    /// <summary>What was found when it was declared is no present tense any more once another count is there.</summary>
    private static Claim Conflicts(StepContext context)
    {
        var now = Disagreements.Fresh(context);
        if (context.Incident.Divergence is not { } then || now?.Conflicts == then.Conflicts)
            return Found(context, found => $"{Text.Number(found.Conflicts)} ids hold different results ({Text.Number(found.ConflictPercent)} %)");
        var since = now is not null ? $", {Text.Number(now.Conflicts)} now" : !context.Incident.IsOpen && ProvenAlike.Conflicts(context.Incident) == 0 ? ", none at its end" : "";
        return new($"{Text.Number(then.Conflicts)} ids held different results when it was declared ({Text.Number(then.ConflictPercent)} %){since}", Proof.Proven, "every key and value compared", now?.MeasuredAt ?? then.MeasuredAt);
    }

    /// <summary>Of an incident that is over the fleet of now says nothing: what its items have proven is told, or that it is not known any more.</summary>
    private static Claim AtTheEnd(StepContext context) => (ProvenAlike.KeySets(context.Incident), ProvenAlike.Results(context.Incident)) switch
    {
        ({ At: { } sets }, { At: { } results }) => new($"Key sets and results were alike at {Text.Moment(sets > results ? sets : results)}", Proof.Proven, "items 13 and 14", sets > results ? sets : results),
        ({ At: { } sets }, _) => new($"Key sets matched at {Text.Moment(sets)}; whether the results did is not known any more", Proof.NotYetVerified, "item 14 was not proven", sets),
        (_, { At: { } results }) => new($"No key held two results at {Text.Moment(results)}; whether the key sets matched is not known any more", Proof.NotYetVerified, "item 13 was not proven", results),
        _ => new("How far they were apart at its end is not known any more", Proof.NotYetVerified, "items 13 and 14 were not proven", context.Incident.ResolvedAt),
    };

    private static Claim Now(StepContext context) => !context.Incident.IsOpen ? AtTheEnd(context) : Disagreements.Fresh(context) is not { } now
        ? new("Comparison of now: not yet known", Proof.NotYetVerified, Disagreements.Parity(context)?.Detail ?? "not compared", null)
        : now.IsNone ? new($"Key sets and results are alike: {Text.Number(now.Keys)} keys compared", Proof.Proven, "every key and value compared", now.MeasuredAt)
        : new($"Still different: {Disagreements.Words(now, context)}", Proof.Contradicted, "every key and value compared", now.MeasuredAt);

    private static Claim ReconcileBy(StepContext context) => Claim.Fact(SplitBrainSeverity.ReconcileWithin(context.Incident.Severity, context.Policy.SplitBrain) is { } within
        ? $"reconciled by {(context.Incident.StartedAt + within).UtcDateTime:HH:mm} UTC (within {Text.RoundedUp(within)})"
        : "in maintenance");
}
