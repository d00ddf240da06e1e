using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>What the ramp waits for and watches, shown beside it: an advice, since the ramp itself judges by them.</summary>
internal static class RampReadings
{
    /// <summary>Those that keep it from its next step; nothing when all hold.</summary>
    public static IEnumerable<Evidence> Conditions(StepContext context) =>
        FailbackConditions.Live(context, context.Failed).Where(condition => condition.Verdict != Fleet.Health.Pass).Select(condition => condition with { Required = false });

    /// <summary>While it runs.</summary>
    public static IEnumerable<Evidence> Guards(StepContext context)
    {
        var running = context.Incident.Plans.FindLast(plan => plan.IsUnderWay && plan.Plan.Procedure?.Name == TrafficRampProcedure.Key);
        return running?.ConfirmedAt is not { } since || context.Fleet.DnsRecords?.State is not { } records ? []
            : RampGuard.Examine(context, records, null, since).Where(guard => guard.Title.Contains(" in ", StringComparison.Ordinal)).Select(guard => guard with { Required = false });
    }
}
