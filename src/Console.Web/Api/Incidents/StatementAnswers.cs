using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;

namespace IncidentConsole.Web.Api.Incidents;

/// <param name="Suggested">What the console suggested then; null when it suggested nothing.</param>
internal sealed record RootCauseAnswer(string Text, string? Suggested, string By, DateTimeOffset At)
{
    public static RootCauseAnswer? Of(Incident incident) =>
        incident.RootCause is { } cause ? new(cause.What.Text, cause.What.Suggested, cause.By, cause.At) : null;
}

/// <param name="OverdueSeconds">Null while it is on time or done.</param>
/// <param name="Changes">How often it was changed.</param>
internal sealed record RecoveryPlanAnswer(DateTimeOffset Eta, string Owner, string? Note, double? OverdueSeconds, int Changes, string By, DateTimeOffset At)
{
    public static RecoveryPlanAnswer? Of(StepContext context) => context.Incident.RecoveryPlan is { } plan
        ? new(plan.What.Eta, plan.What.Owner, plan.What.Note, RecoveryDelay.Of(context)?.TotalSeconds, plan.Changes, plan.By, plan.At)
        : null;
}

internal sealed record PostMortemAnswer(DateTimeOffset Begins, string Owner, int Changes, string By, DateTimeOffset At)
{
    public static PostMortemAnswer? Of(Incident incident) =>
        incident.PostMortem is { } meeting ? new(meeting.What.At, meeting.What.Owner, meeting.Changes, meeting.By, meeting.At) : null;
}
