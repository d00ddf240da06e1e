using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Incidents.Decisions;

/// <summary>Item 19. It may be moved by scheduling it again, after the end of the incident too.</summary>
public static class SchedulePostMortem
{
    public const int MostNameCharacters = Typed.MostNameCharacters;
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(365);

    public static Decision Decide(Incident incident, DateTimeOffset at, string? owner, DateTimeOffset now)
    {
        if (Typed.BadTime(at, now, Furthest) is { } badTime) return badTime;
        if (Typed.BadName(owner, "Name who leads the post-mortem.") is { } badName) return badName;

        var meeting = new PostMortemScheduled(at.ToUniversalTime(), Typed.Line(owner!));
        return incident.PostMortem?.What == meeting ? Decision.Nothing
            : Typed.Settling(incident, "post-mortem", meeting, $"{Text.Moment(meeting.At)}, led by {meeting.Owner}", anew: true);
    }
}
