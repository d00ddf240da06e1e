using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain;

/// <summary>Which regions this incident has stopped writes in.</summary>
internal static class Drains
{
    /// <summary>The changes that keep a region from taking writes: the newest change of its deployment is a drain.</summary>
    public static IEnumerable<PlanState> InEffect(Incident incident) => incident.Runbook != GeoSplitBrainRunbook.Key ? [] :
        new[] { incident.Region, incident.Survivor }.Select(region => NewestChange(incident, region)).OfType<PlanState>().Where(IsDrain);

    public static PlanState? Of(Incident incident, RegionId region) => NewestChange(incident, region) is { } plan && IsDrain(plan) ? plan : null;

    /// <summary>When a region that was drained was let take writes again; null when it never was, or is drained now.</summary>
    public static DateTimeOffset? OpenSince(Incident incident, RegionId region) => NewestChange(incident, region) is { EndedAt: { } at } plan && !IsDrain(plan) ? at : null;

    /// <summary>By what was changed and by what is measured: at a gate no write comes in, with no pod left nobody could take one. A gate whose rate cannot be seen is not proven to hold; nothing waits for that, as monitoring may be gone too.</summary>
    public static Health IsDrained(StepContext context, RegionId region) =>
        Of(context.Incident, region) is not { } drain ? Health.Fail
        : Rate(context, region) is { } rate ? rate > 0 ? Health.Fail : Health.Pass
        : drain.Plan.Change!.After is DeploymentState { Replicas: 0 } ? Health.Pass
        : Health.Unknown;

    /// <summary>Requests per second; null when not known, as with no pod left.</summary>
    public static double? Rate(StepContext context, RegionId region) => context.Fleet.Region(region).Read(Signals.Ingest, context.Now) is { Health: not Health.Unknown } reading ? reading.Value : null;

    /// <summary>What was done to a region's deployment, in order.</summary>
    public static IEnumerable<PlanState> Changes(Incident incident, RegionId region) => incident.Plans.Where(plan =>
        plan.Status == PlanStatus.Succeeded && plan.Plan.Change?.Target is { Kind: Target.Deployment } target && target.Region == region);

    private static PlanState? NewestChange(Incident incident, RegionId region) => Changes(incident, region).LastOrDefault();

    public static bool IsDrain(PlanState plan) => plan.Plan is { Step: Steps.DrainBoth.Number, Undoes: null };
}
