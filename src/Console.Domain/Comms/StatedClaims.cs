using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;

namespace IncidentConsole.Domain.Comms;

/// <summary>Claims that are somebody's word, and say whose.</summary>
internal static class StatedClaims
{
    public static Claim RootCause(StepContext context) => context.Incident.RootCause is { } cause
        ? Stated($"{cause.What.Text} (stated by {cause.By})", cause.By, cause.At)
        : ByHand(context, "root-cause", "under investigation");

    /// <summary>An overdue plan is no plan any more: it says so.</summary>
    public static Claim RecoveryPlan(StepContext context)
    {
        if (context.Incident.RecoveryPlan is not { } plan) return ByHand(context, "recovery-plan", $"recovery of {context.Failed} not planned yet");
        var words = $"{context.Failed} back by {Text.Moment(plan.What.Eta)}, {plan.What.Owner} sees to it";
        return RecoveryDelay.Of(context) is { } late
            ? new($"{words}; overdue by {Text.Span(late)}", Proof.Contradicted, $"planned by {plan.By}; the ramp is not done", context.Now)
            : Stated(words, plan.By, plan.At);
    }

    public static Claim PostMortem(StepContext context) => context.Incident.PostMortem is { } meeting
        ? Stated($"scheduled for {Text.Moment(meeting.What.At)}, led by {meeting.What.Owner}", meeting.By, meeting.At)
        : ByHand(context, "post-mortem", "not scheduled yet");

    private static Claim Stated(string words, string by, DateTimeOffset at) => new(words, Proof.Stated, $"stated by {by}", at);

    /// <summary>An item may also have been attested in so many words.</summary>
    private static Claim ByHand(StepContext context, string item, string otherwise) =>
        RunbookCatalog.Find(context.Incident.Runbook).Steps.FirstOrDefault(step => step.Key == item)?.Number is not { } step
            ? new(otherwise, Proof.NotYetVerified, "nobody has stated it yet", null)
        : context.Incident.Step(step) is { Status: StepStatus.Attested, Reason: { } reason, By: { } by, At: { } at }
            ? Stated($"{reason} (stated by {by})", by, at)
        : context.Incident.Step(step) is { Status: StepStatus.Skipped } skipped
            ? new("not stated, skipped", Proof.NotYetVerified, $"item {step} was skipped: {skipped.Reason}", skipped.At)
            : new(otherwise, Proof.NotYetVerified, $"item {step} is open", null);
}
