using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Runbooks.GeoFailover;

namespace IncidentConsole.Web.Features.Incidents;

/// <summary>Declares by a runbook; the banners, the form and the API do the same.</summary>
internal static class Declaring
{
    // A declaration outlives the page that made it.
    public static Task<Outcome> OpenAsync(Declare declare, Actor actor, IncidentDesk desk, FleetSnapshot fleet, DateTimeOffset now) => desk.OpenAsync(
        actor, Subject(declare), book => declare.Decide(fleet, book.Open, actor.Name, now), CancellationToken.None);

    // Of a split brain either region may be named first: one of two declarations at once must see the other.
    private static string Subject(Declare declare) => declare.Runbook == GeoFailoverRunbook.Key ? declare.Region.Value : declare.Runbook;
}
