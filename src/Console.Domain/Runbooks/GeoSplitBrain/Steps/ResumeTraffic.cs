using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>
/// Item 17. What was drained takes writes again, with the replicas and variables it had before: one region after the other, the second only while the
/// first one answers well. Not by weights: 10 % of the clients for the region that opens means 90 % for one that still refuses them.
/// </summary>
internal static class ResumeTraffic
{
    public static Step Step { get; } = new(17, "resume", "Resume traffic with a ramp (10% → 50% → 100%)", "Resume traffic",
        "One region after the other, only once both hold the same keys and results; each gets back exactly what it had before the drain. There is no 10 % by DNS: with one region still closed the other 90 % would be refused. What is measured instead: writes, errors and latency of the region that is open; the second stays closed while the first answers badly.", "5.2")
    {
        Checks = [Writes, Answers],
        DoesNotApply = SplitBrainPaths.NoConflicts,
        MustReopen = SplitBrainPaths.ConflictsAppeared,
        Actions =
        [
            Resume("resume-first", context => context.Failed),
            Resume("resume-second", context => context.Survivor),
        ],
    };

    private static StepAction Resume(string key, Func<StepContext, RegionId> region) => new(key, context => $"Let {region(context)} take writes again", NeedsPreview: true)
    {
        Blocked = context => Drains.Of(context.Incident, region(context)) is null ? NotDrained(region(context)) : NotAlike(context) ?? Suffers(context, Other(context, region(context))),
        Target = context => new Target(Target.Deployment, region(context), context.Policy.Deployment),
        // The run sheet draws up what is blocked as well.
        Change = (context, now) => Drains.Of(context.Incident, region(context)) is not { } drain ? new PlanDraft { Refusal = NotDrained(region(context)) } : new PlanDraft
        {
            After = Before(context, drain.Plan.Change!, (DeploymentState)now),
            Warnings = [.. TooSoon(context, Other(context, region(context)))],
        },
    };

    private static Refusal NotDrained(RegionId region) => new($"{region} is not drained.");

    private static RegionId Other(StepContext context, RegionId region) => region == context.Failed ? context.Survivor : context.Failed;

    /// <summary>Why the other one waits: what was opened first answers badly.</summary>
    private static Refusal? Suffers(StepContext context, RegionId open) => Drains.OpenSince(context.Incident, open) is not null
        && RampGuard.Of(context, open).FirstOrDefault(guard => guard.Verdict == Health.Fail) is { } bad
            ? new($"{open} takes writes again and answers badly: {bad.Words}. The rest follows once it is well.")
            : null;

    // No block: as long as it lasts, the clients of the closed region are refused.
    private static IEnumerable<string> TooSoon(StepContext context, RegionId open)
    {
        if (Drains.OpenSince(context.Incident, open) is not { } since) return [];
        var unseen = RampGuard.Of(context, open).Select(guard => guard.Evidence).Where(guard => guard.Verdict == Health.Unknown)
            .Select(guard => $"{guard.Title} is not measured: {guard.Finding}.");
        return context.Now - since >= context.Policy.Ramp.FirstHold ? unseen
            : unseen.Prepend($"{open} takes writes again for {Text.Span(context.Now - since)} only: a ramp would watch it for {Text.Span(context.Policy.Ramp.FirstHold)} first. Until then the clients of the other region are refused.");
    }

    // Only what the drain has set is taken back: what somebody changed since stays.
    private static DeploymentState Before(StepContext context, Change drain, DeploymentState now)
    {
        var (before, after) = ((DeploymentState)drain.Before, (DeploymentState)drain.After);
        var pause = context.Policy.WritePauseVariable;
        return new(now.Replicas == after.Replicas ? before.Replicas : now.Replicas,
            before.Environment.TryGetValue(pause, out var value) ? now.Environment.SetItem(pause, value) : now.Environment.Remove(pause));
    }

    private static Refusal? NotAlike(StepContext context) => CopyToBoth.Done(context) is { EndedAt: { } done }
        && Disagreements.Fresh(context) is { IsNone: true } && Disagreements.IsSince(context, done)
        ? null
        : new("The two regions are not proven alike since the results were put in place (items 12 to 14): they would go on disagreeing. To give up instead, undo the drain in item 6.");

    // What is not measured, as with too little traffic, is shown and does not hold the item back; what is bad does.
    private static IEnumerable<Evidence> Answers(StepContext context) => new[] { context.Failed, context.Survivor }.Where(region => Drains.OpenSince(context.Incident, region) is not null)
        .SelectMany(region => RampGuard.Of(context, region)).Select(guard => guard.Evidence with { Required = guard.Verdict == Health.Fail });

    private static IEnumerable<Evidence> Writes(StepContext context) => new[] { context.Failed, context.Survivor }.Select(region =>
    {
        var rate = Drains.Rate(context, region);
        var isDrained = Drains.Of(context.Incident, region) is not null;
        return new Evidence($"Writes in {region}", isDrained || CopyToBoth.Done(context) is null ? Health.Fail : rate is null ? Health.Unknown : rate > 0 ? Health.Pass : Health.Fail,
            isDrained ? "still drained" : rate is null ? "rate not measured" : $"{Text.Number(rate.Value)}/s", "> 0/s", $"{region} Prometheus", context.Now);
    });
}
