using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 6. One region after the other: the first is undoable and leaves the fleet serving; the second is an outage that somebody else must approve.</summary>
internal static class DrainBoth
{
    public const int Number = 6;

    public static Step Step { get; } = new(Number, "drain", "Drain traffic from both regions", "Drain both regions",
        "No writes while results are elected. By a gate that answers 503 with Retry-After and stays healthy, or, where there is none, by scaling to 0; what was there before is remembered and comes back with the undo.", "5.2")
    {
        Checks = [Writes],
        DoesNotApply = SplitBrainPaths.NoConflicts,
        MustReopen = SplitBrainPaths.ConflictsAppeared,
        Actions =
        [
            Gate("gate-first", context => context.Failed, context => context.Survivor, isFirst: true),
            Gate("gate-second", context => context.Survivor, context => context.Failed, isFirst: false),
            Scale("scale-first", context => context.Failed, context => context.Survivor, isFirst: true),
            Scale("scale-second", context => context.Survivor, context => context.Failed, isFirst: false),
        ],
    };

    private static StepAction Gate(string key, Func<StepContext, RegionId> region, Func<StepContext, RegionId> other, bool isFirst) =>
        Drain(key, context => $"Pause writes in {region(context)}", region, other, isFirst,
            (context, now) => now.With(context.Policy.WritePauseVariable, "true"),
            context => $"Every write to {region(context)} is answered 503 with Retry-After until it is taken back; health checks stay green. Rolls the pods one by one.");

    private static StepAction Scale(string key, Func<StepContext, RegionId> region, Func<StepContext, RegionId> other, bool isFirst) =>
        Drain(key, context => $"Or scale {region(context)} to 0", region, other, isFirst,
            (_, now) => now with { Replicas = 0 },
            context => $"Nobody answers in {region(context)}: health checks fail and nothing sends Retry-After. Only where the backend has no write gate.");

    private static StepAction Drain(string key, Func<StepContext, string> label, Func<StepContext, RegionId> region, Func<StepContext, RegionId> other, bool isFirst,
        Func<StepContext, DeploymentState, DeploymentState> stop, Func<StepContext, string> consequence) => new(key, label, NeedsPreview: true)
        {
            Blocked = context => Blocked(context, region(context), other(context), isFirst),
            Target = context => new Target(Target.Deployment, region(context), context.Policy.Deployment),
            Change = (context, now) => new PlanDraft
            {
                After = stop(context, (DeploymentState)now),
                Warnings = [consequence(context), .. isFirst ? [] : new[] { $"{other(context)} is drained already: with this one no region takes writes." }],
            },
            Consequences = context => [consequence(context)],
            TypedName = isFirst ? _ => null : context => region(context).Value,
            NeedsSecondPerson = !isFirst,
        };

    // In a fixed order, so that the one that stops the fleet is always the one that asks for a second person.
    private static Refusal? Blocked(StepContext context, RegionId region, RegionId other, bool isFirst) =>
        Gates.Path(context, SplitBrainPath.DrainAndRebuild)
        ?? (Drains.Of(context.Incident, region) is { } done ? new Refusal($"“{done.Plan.Title}” is in effect already.") : null)
        ?? (isFirst && Drains.Of(context.Incident, other) is not null ? new Refusal($"{other} takes no writes: let it take them again before {region} is drained, or nobody would have approved that none does.") : null)
        ?? (!isFirst && Drains.Of(context.Incident, other) is null ? new Refusal($"First {other}, then {region}.") : null);

    private static IEnumerable<Evidence> Writes(StepContext context) => new[] { context.Failed, context.Survivor }.Select(region =>
    {
        var (drain, rate) = (Drains.Of(context.Incident, region), Drains.Rate(context, region));
        var measured = rate is null ? "rate not measured" : $"{Text.Number(rate.Value)}/s measured";
        return new Evidence($"Writes in {region}", Drains.IsDrained(context, region),
            drain is null ? $"not drained, {measured}" : $"{drain.Plan.Title}: {drain.ResultText}; {measured}", "drained, 0/s",
            $"this incident and {region} Prometheus", drain?.EndedAt ?? context.Now);
    });
}
