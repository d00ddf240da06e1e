using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 19.</summary>
internal static class PostMortem
{
    public static Step Step { get; } = new(19, "post-mortem", "Schedule post-mortem", "Schedule post-mortem",
        "A date and somebody who leads it. The invitation links the review, which the console fills with what was measured.", "7.2")
    {
        Checks = [Scheduled],
    };

    private static IEnumerable<Evidence> Scheduled(StepContext context)
    {
        yield return context.Incident.PostMortem is { } meeting
            ? new("Post-mortem", Health.Pass, $"{Text.Moment(meeting.What.At)}, led by {meeting.What.Owner}", null, meeting.By, meeting.At, Required: false)
            : new("Post-mortem", Health.Fail, "not scheduled yet", null, "this incident", context.Now, Required: false);
    }
}
