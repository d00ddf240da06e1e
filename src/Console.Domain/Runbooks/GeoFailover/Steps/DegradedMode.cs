using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 5: a decision between two risks, with what each will cost.</summary>
internal static class DegradedMode
{
    public const string Key = "degraded-mode";
    public const string On = "degraded-on";

    public static Step Step { get; } = new(5, Key, "Enable degraded mode if WAL lag exceeds RPO", "Enable degraded mode",
        "Only when more may be missing than the RPO allows. A: go on and log every id for reconciliation. B: pause writes until replication has caught up.", "3.3")
    {
        Checks = [Decided],
        DoesNotApply = context => context.Incident.InEffect(Key) is null && WalExposure.Of(context) is var exposure && exposure.Judge(context.Policy.Rpo) == Health.Pass
            ? $"WAL lag {exposure.Words}, within {Text.Span(context.Policy.Rpo)}"
            : null,
        MustReopen = context => context.Incident.InEffect(Key) is { } made ? $"“{made.Plan.Title}” is in effect"
            : WalExposure.Of(context) is var exposure && exposure.Judge(context.Policy.Rpo) == Health.Fail ? $"WAL lag is now {exposure.Words}, beyond {Text.Span(context.Policy.Rpo)}"
            : null,
        Actions =
        [
            new(On, context => $"A: switch degraded mode on in {context.Survivor}", NeedsPreview: true)
            {
                Target = Survivor,
                Change = (context, now) => new PlanDraft
                {
                    After = ((DeploymentState)now).With(context.Policy.DegradedModeVariable, "true"),
                    Warnings = [$"Rolls the pods of {context.Survivor} one by one, under the load of both regions."],
                },
                Consequences = DegradedModeConsequences.GoOn,
            },
            new("pause-writes", context => $"B: pause writes in {context.Survivor}", NeedsPreview: true)
            {
                Target = Survivor,
                Change = (context, now) => new PlanDraft
                {
                    After = ((DeploymentState)now).With(context.Policy.WritePauseVariable, "true"),
                    TimeBox = context.Policy.WritePauseTimeBox,
                    Warnings = ["Every write is answered 503 with Retry-After while this is on.", $"Lifted by itself after {Text.Span(context.Policy.WritePauseTimeBox)}."],
                },
                Blocked = context => context.FailedState.Verdict.Value == Verdict.Down && WalExposure.Of(context).Lag is { SourceDark: true }
                    ? new Refusal($"{context.Failed} is dark: its WAL cannot catch up while it is, so a pause would only add an outage.")
                    : null,
                Consequences = DegradedModeConsequences.Pause,
            },
        ],
    };

    private static Target Survivor(StepContext context) => new(Target.Deployment, context.Survivor, context.Policy.Deployment);

    private static IEnumerable<Evidence> Decided(StepContext context)
    {
        var exposure = WalExposure.Of(context);
        yield return new("WAL lag", exposure.Judge(context.Policy.Rpo), exposure.Words, $"≤ {Text.Span(context.Policy.Rpo)}, or A or B", exposure.Lag?.Source ?? "heartbeat", exposure.Lag?.ObservedAt ?? context.Now, Required: false);

        var done = context.Incident.InEffect(Step.Key);
        yield return done is null
            ? new("Decision", Health.Fail, "neither A nor B is in effect", "A or B", "this incident", context.Now)
            : new("Decision", Health.Pass, $"{done.Plan.Title}: {done.ResultText}", "A or B", "this incident", done.EndedAt ?? context.Now);
    }
}
