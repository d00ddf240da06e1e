using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Reconciliation;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 14. Neither side is the authority: each may hold first writes the other has not, so a copy of one over the other loses some (defect 70).</summary>
internal static class DedupSync
{
    /// <summary>The procedures' names.</summary>
    public const string RedisProcedure = "dedup-merge";

    /// <inheritdoc cref="RedisProcedure"/>
    public const string WarmProcedure = "warm-merge";

    public const int Number = 14;

    public static Step Step { get; } = new(Number, "dedup-sync", "Sync dedup state from authoritative region", "Sync dedup state",
        "Both ways, first write wins, with the remaining time to live, until only what is younger than the WAL lag differs. Never a flush, never over an existing key.", "6.1")
    {
        Checks = [UnreplicatedWrites.Reconciled, Merged, Parity],
        Actions =
        [
            UnreplicatedWrites.Action,
            Merge("merge-redis", RedisProcedure, "dedup Redis", Signals.Redis) with { Warnings = context => [Harmless, .. Differences(context)] },
            Merge("merge-warm", WarmProcedure, "warm stores", Signals.WarmStore) with { Warnings = _ => [Harmless] },
        ],
    };

    private const string Harmless = "Nothing is deleted or overwritten. A key that both hold with different values is listed and left as it is.";

    private static StepAction Merge(string key, string procedure, string stores, string signal) =>
        new(key, context => $"Merge the {stores} of {context.Failed} and {context.Survivor}", NeedsPreview: true)
        {
            Blocked = context => NotReconciled(context) ?? Serves(context) ?? NotServing(context.FailedState, signal, stores, context.Now) ?? NotServing(context.SurvivorState, signal, stores, context.Now),
            Procedure = context => new ProcedureCall(procedure, context.Failed, ImmutableSortedDictionary<string, string>.Empty.Add("survivor", context.Survivor.Value)),
        };

    /// <summary>Once somebody has looked, whatever came of it, the merge may go on: a bucket that is lost for good must not stop the recovery.</summary>
    private static Refusal? NotReconciled(StepContext context) =>
        context.Incident.Plans.Exists(plan => plan.Plan.Procedure?.Name == ReplayCall.Procedure && plan.EndedAt is not null)
            ? null
            : new($"Reconcile the un-replicated writes of {context.Failed} first: once the stores are merged, nobody can tell any more which they were.");

    /// <summary>What it accepts before it is in sync may be a duplicate (defect 71). Where its records cannot be read, its traffic tells.</summary>
    private static Refusal? Serves(StepContext context)
    {
        if (context.Fleet.DnsRecords is { State: { } records } known && !known.IsStale(context.Now))
            return Interlocks.Serves(records, context.Failed, context.Policy)
                ? new Refusal($"{context.Failed} still has weight in DNS: users may reach it before it is in sync. Send {context.Policy.PublicName} to {context.Survivor} first (item 2).")
                : null;
        return context.Fleet.Traffic is { } traffic && !traffic.IsStale(context.Now) && traffic.Rates.GetValueOrDefault(context.Failed) is { } rate && rate >= context.Policy.MinimumTraffic
            ? new Refusal($"{context.Failed} takes {Text.Number(rate)} requests/s, and its DNS records cannot be read: hold it out first (item 2).")
            : null;
    }

    private static Refusal? NotServing(RegionState region, string signal, string stores, DateTimeOffset now) => region.Read(signal, now) switch
    {
        { Health: Health.Pass } => null,
        { } reading => new($"The {stores} cannot be merged while that of {region.Id} does not serve: {reading.Detail}."),
        null => new($"The {stores} cannot be merged while nothing is known of that of {region.Id}."),
    };

    private static IEnumerable<string> Differences(StepContext context)
    {
        if (ParityOf(context, context.Fleet.LastKnownParities) is not { } parity) yield break;
        yield return $"Compared at {Text.Time(parity.ObservedAt)}: {InWords(parity)}.";
    }

    private static IEnumerable<Evidence> Merged(StepContext context)
    {
        yield return ProcedureEvidence.Of(context, RedisProcedure, "Dedup Redis merged", "not merged yet", "until nothing older than the lag is missing", "merge");
        yield return ProcedureEvidence.Of(context, WarmProcedure, "Warm stores merged", "not merged yet", "until nothing older than the lag is missing", "merge");
    }

    private static IEnumerable<Evidence> Parity(StepContext context)
    {
        const string title = "Dedup parity";
        const string threshold = "nothing missing in either";
        if (ParityOf(context, context.Fleet.Parities) is not { Health: not Health.Unknown } parity || parity.IsStale(context.Now))
        {
            yield return new(title, Health.Unknown, ParityOf(context, context.Fleet.Parities)?.Detail ?? "not compared", threshold, "comparison", context.Now);
            yield break;
        }

        var merged = context.Incident.Plans.FindLast(plan => plan.Plan.Procedure?.Name == RedisProcedure && plan.Status == PlanStatus.Succeeded)?.EndedAt;
        var isBefore = merged is not null && parity.ObservedAt - parity.Took <= merged;
        var hides = parity.HidesBeyond(context.Policy.Rpo);
        var verdict = parity.OnlyLeft + parity.OnlyRight > 0 ? Health.Fail
            : hides || isBefore ? Health.Unknown
            : Health.Pass;
        var why = verdict != Health.Unknown ? ""
            : hides ? $": these {Text.Number(parity.TooYoung)} were left out, and a WAL lag of {Text.Exact(parity.LeftOut)} is beyond the RPO"
            : "; compared before the merge had ended";
        yield return new(title, verdict, InWords(parity) + why, threshold, parity.Source, parity.ObservedAt);

        // A merge cannot settle these: both sides keep their own first write. They do not hold it up, and do not go unsaid.
        if (parity.Conflicts > 0)
            yield return new("Conflicts", Health.Fail, $"{Text.Number(parity.Conflicts)}: which write was first is for the split-brain runbook", "0", parity.Source, parity.ObservedAt, Required: false);
    }

    private static DedupParity? ParityOf(StepContext context, ImmutableSortedDictionary<Link, DedupParity> parities) =>
        parities.GetValueOrDefault(new(context.Failed, context.Survivor)) ?? parities.GetValueOrDefault(new(context.Survivor, context.Failed));

    private static string InWords(DedupParity parity) =>
        $"{Text.Number(parity.OnlyLeft)} only in {parity.Left}, {Text.Number(parity.OnlyRight)} only in {parity.Right}, {Text.Number(parity.Conflicts)} in conflict, {Text.Number(parity.TooYoung)} younger than the lag";
}
