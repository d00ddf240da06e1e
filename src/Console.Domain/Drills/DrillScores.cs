using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Drills;

public static class DrillScores
{
    /// <summary>Every drill, oldest first: the trend.</summary>
    public static IReadOnlyList<DrillScore> Of(IncidentBook book, FleetPolicy policy) =>
        [.. book.Incidents.Values.Where(view => view.Incident.Kind == IncidentKind.Drill).Select(view => DrillScore.Of(view, policy))];
}
