using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoFailover;

/// <summary>How far a recovery is behind its plan.</summary>
public static class RecoveryDelay
{
    private const string Ramp = "traffic-ramp";

    /// <summary>Null while it is on time, and once the region takes its share again or the incident is resolved.</summary>
    public static TimeSpan? Of(StepContext context) => Of(context.Incident, context.Now);

    public static TimeSpan? Of(Incident incident, DateTimeOffset now) =>
        incident is { IsOpen: true, RecoveryPlan: { } plan } && plan.What.Eta < now && !IsBack(incident) ? now - plan.What.Eta : null;

    private static bool IsBack(Incident incident) =>
        RunbookCatalog.Find(incident.Runbook).Steps.FirstOrDefault(step => step.Key == Ramp) is { } ramp && incident.Step(ramp.Number).IsSettled;
}
