using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 12.</summary>
internal static class RecoveryPlan
{
    public static Step Step { get; } = new(12, "recovery-plan", "Plan recovery timeline", "Plan recovery timeline",
        "When the failed region takes its share again, and who sees to it. It stands in the update and mitigated messages; a plan that slips is changed, and the old one stays on the timeline.", "6")
    {
        Checks = [Planned],
    };

    private static IEnumerable<Evidence> Planned(StepContext context)
    {
        if (context.Incident.RecoveryPlan is not { } plan)
        {
            yield return new("Recovery", Health.Fail, "not planned yet", null, "this incident", context.Now, Required: false);
            yield break;
        }
        var late = RecoveryDelay.Of(context);
        yield return new("Recovery", late is null ? Health.Pass : Health.Fail,
            $"{Text.Moment(plan.What.Eta)}, {plan.What.Owner}{(late is { } delay ? $": overdue by {Text.Span(delay)}" : "")}", null, plan.By, plan.At, Required: false);
    }
}
