using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Actions;

internal static class PlanWords
{
    public static string Of(PlanStatus status) => status == PlanStatus.OutcomeUnknown ? "of unknown outcome" : status.ToString().ToLowerInvariant();
}
