using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain;

/// <summary>What the items of an incident have proven of its two regions: all that is known of them once it is over.</summary>
public static class ProvenAlike
{
    /// <summary>0 once no key was left with two results; null where that was not proven.</summary>
    public static long? Conflicts(Incident incident) => Results(incident) is null ? null : 0;

    /// <summary>0 once no key was left in one region only; null where that was not proven.</summary>
    public static long? InOneOnly(Incident incident) => KeySets(incident) is null ? null : 0;

    internal static StepState? KeySets(Incident incident) => Proven(incident, KeySetsMatch.Step);

    internal static StepState? Results(Incident incident) => Proven(incident, CompareResults.Step);

    private static StepState? Proven(Incident incident, Step step) => incident.Step(step.Number) is { Status: StepStatus.Proven } state ? state : null;
}
