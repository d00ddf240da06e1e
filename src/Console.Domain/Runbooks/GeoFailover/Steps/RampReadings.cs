using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>What the ramp waits for and watches, shown beside it: an advice, since the ramp itself judges by them.</summary>
internal static class RampReadings
{
    /// <summary>Those that keep it from its next step; nothing when all hold.</summary>
    public static IEnumerable<Evidence> Conditions(StepContext context) =>
        FailbackConditions.Live(context, context.Failed).Where(condition => condition.Verdict != Health.Pass).Select(condition => condition with { Required = false });

    /// <summary>While it runs, and while it stands where it paused.</summary>
    public static IEnumerable<Evidence> Guards(StepContext context)
    {
        var running = context.Incident.Plans.FindLast(plan => plan.IsUnderWay && plan.Plan.Procedure?.Name == TrafficRampProcedure.Key);
        var stands = !context.Incident.Step(TrafficRamp.Number).IsSettled && context.Fleet.DnsRecords?.State is { } records && Interlocks.Serves(records, context.Failed, context.Policy);
        return running is null && !stands ? []
            : Examine(context, running?.ConfirmedAt ?? context.Now).Select(guard => guard.Evidence).Select(guard => guard with
            {
                Required = false,
                Threshold = guard.Threshold is { } most ? $"≤ {most}" : null,
            });
    }

    /// <summary>
    /// The guard that fails in a region that takes traffic, or broke the last run and is not seen good since: clients that flee a failing region leave too
    /// little to judge it by. In words; null while there is none.
    /// </summary>
    public static string? Broken(StepContext context)
    {
        var last = context.Incident.Plans.FindLast(plan => plan.EndedAt is not null && plan.Plan.Procedure?.Name == TrafficRampProcedure.Key);
        var broke = (last?.Result as RampResult)?.Broke;
        return Examine(context, context.Now)
            .FirstOrDefault(guard => guard.Verdict == Health.Fail || guard.Verdict == Health.Unknown && guard.Id == broke)?.Words;
    }

    private static IEnumerable<GuardReading> Examine(StepContext context, DateTimeOffset since) =>
        context.Fleet.DnsRecords?.State is not { } records ? []
        : RampGuard.Examine(context, records, null, since).Where(guard => guard.Id.Kind != GuardKind.Reached);
}
