using System.Globalization;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Review;

/// <summary>The post-mortem as a calendar entry. Moving it keeps the identity and raises the sequence, so that a calendar moves the entry it has.</summary>
public static class PostMortemInvitation
{
    private const string Length = "PT1H";

    /// <param name="review">Where the review of the incident is read.</param>
    public static string Of(Incident incident, Statement<PostMortemScheduled> meeting, FleetPolicy policy, Uri review)
    {
        var drill = incident.Kind == IncidentKind.Drill ? "[DRILL] " : "";
        return new CalendarText()
            .Line("BEGIN", "VCALENDAR")
            .Line("VERSION", "2.0")
            .Line("PRODID", "-//Incident Console//Post-mortem//EN")
            .Line("CALSCALE", "GREGORIAN")
            .Line("METHOD", "PUBLISH")
            .Line("BEGIN", "VEVENT")
            .Line("UID", $"incident-{incident.Number.ToString(CultureInfo.InvariantCulture)}-post-mortem@{policy.PublicName}")
            .Time("DTSTAMP", meeting.At)
            .Line("SEQUENCE", meeting.Changes.ToString(CultureInfo.InvariantCulture))
            .Time("DTSTART", meeting.What.At)
            .Line("DURATION", Length)
            .Words("SUMMARY", $"{drill}Post-mortem: {incident.Title} (#{incident.Number})")
            .Words("DESCRIPTION", Description(incident, meeting, review))
            .Line("URL", review.AbsoluteUri)
            .Line("STATUS", "CONFIRMED")
            .Line("END", "VEVENT")
            .Line("END", "VCALENDAR")
            .ToString();
    }

    private static string Description(Incident incident, Statement<PostMortemScheduled> meeting, Uri review) => string.Join('\n',
        $"Led by {meeting.What.Owner}.",
        $"Incident #{incident.Number}, {incident.Severity}: {incident.Region} failed {Text.Moment(incident.StartedAt)}, {incident.Survivor} carried on.",
        incident.Restored is { } restored ? $"RTO {Text.Clock(restored.Rto)}, measured{(restored.NeverFailed ? ": no user-path probe failed" : "")}." : "RTO: service was not proven restored when this was written.",
        incident.RootCause is { } cause ? $"Root cause, as {cause.By} states: {cause.What.Text}" : "Root cause: not stated yet.",
        $"Review: {review.AbsoluteUri}");
}
