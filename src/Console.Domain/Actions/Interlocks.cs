using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

namespace IncidentConsole.Domain.Actions;

/// <summary>
/// Safety rules that hold for every plan, whoever asks and however: checked when it is drawn up, again when it is confirmed, and again
/// just before the effect. Each refusal is the sentence the page shows.
/// </summary>
public static class Interlocks
{
    public static Refusal? Check(ActionPlan plan, StepContext context) => FailoverRules.Check(plan, context) ?? plan switch
    {
        { Change: { After: DnsState after } change } => Dns((DnsState)change.Before, after, context, gaining => FailbackLatch.Forbids(gaining, context)),
        { Change: { After: DeploymentState after } change } => Draining(plan, context) ?? Deployment(plan, change.Target, after, context),
        { Procedure: { Name: TrafficRampProcedure.Key } ramp } => FailbackLatch.ForbidsRamp(ramp.Region, context),
        _ => null,
    };

    /// <summary>The stop switch: it comes before every other reason.</summary>
    public static Refusal? Stopped(StepContext context) => (context.Incident.Stopped ?? StopSwitch.Of(context.Book)) is { } stopped
        ? new($"All actions are stopped by {stopped.By} since {Text.Time(stopped.At)} UTC: {stopped.Reason}")
        : null;

    /// <summary>The same for one step of a running ramp, which passes the latch of its own region on the ramp's conditions.</summary>
    internal static Refusal? CheckRamp(DnsState before, DnsState after, RegionId region, StepContext context) =>
        ReadOnly.Of(context.Incident) ?? Stopped(context) ?? Dns(before, after, context, gaining =>
            FailbackLatch.ForbidsRamp(region, context) ?? FailbackLatch.Forbids(gaining.Where(other => other != region), context));

    private static Refusal? Dns(DnsState before, DnsState after, StepContext context, Func<IReadOnlyCollection<RegionId>, Refusal?> latch)
    {
        var serving = context.Policy.RegionIds.Where(region => Serves(after, region, context.Policy)).ToList();
        if (!context.Policy.Regions.Any(region => after.Records.Any(record => record.LeadsTo(region) && record.Weight != 0)))
            return new("No region would be left to answer the public name.");
        if (serving.All(region => context.Fleet.Region(region).Verdict.Value == Verdict.Down))
            return new($"Every region that would answer is down: {string.Join(", ", serving)}.");
        var gaining = serving.Where(region => Weight(after, region, context.Policy) > Weight(before, region, context.Policy)).ToList();
        // By share: a latched region that keeps its weight while another loses all of its own would take everything.
        if (latch([.. serving.Where(region => Share(after, region, context.Policy) > Share(before, region, context.Policy))]) is { } latched) return latched;
        return gaining.Find(region => context.Fleet.Region(region).Verdict.Value == Verdict.Down) is { Value: not null } dead
            ? new Refusal($"{dead} is down: no traffic is sent to it.")
            : null;
    }

    /// <summary>The way back of a resumption would stop writes without what the drain itself asks for.</summary>
    private static Refusal? Draining(ActionPlan plan, StepContext context)
    {
        if (context.Incident.TakesRegionOut || plan is { Step: DrainBoth.Number, Undoes: null }) return null;
        var (before, after) = ((DeploymentState)plan.Change!.Before, (DeploymentState)plan.Change.After);
        var pause = context.Policy.WritePauseVariable;
        return (after.Replicas == 0 && before.Replicas > 0) || (after.Environment.ContainsKey(pause) && !before.Environment.ContainsKey(pause))
            ? new($"This would stop writes in {plan.Change.Target.Region} again. Draw it up as a drain in item {DrainBoth.Number}: it asks for what stopping writes needs.")
            : null;
    }

    private static Refusal? Deployment(ActionPlan plan, Target target, DeploymentState after, StepContext context)
    {
        // Of a split brain both regions may stop, one result must be elected for each key: there the item asks for the typed name and a second person.
        if (!context.Incident.TakesRegionOut && plan.Step == DrainBoth.Number && plan.Undoes is null) return null;
        var others = context.Fleet.Regions.Values.Where(state => state.Id != target.Region).ToList();
        return after.Replicas == 0 && others.All(state => state.Verdict.Value is Verdict.Down or Verdict.Unknown || context.Incident.LatchedOut.Contains(state.Id))
            ? new Refusal($"{target.Region} is the only region that serves: it is never scaled to 0.")
            : null;
    }

    /// <summary>Whether any record of the public name that may be answered leads to the region.</summary>
    public static bool Serves(DnsState state, RegionId region, FleetPolicy policy) => Weight(state, region, policy) > 0;

    private static double Share(DnsState state, RegionId region, FleetPolicy policy) =>
        Weight(state, region, policy) is > 0 and var weight ? weight / state.Records.Sum(record => (double)state.EffectiveWeight(record)) : 0;

    private static double Weight(DnsState state, RegionId region, FleetPolicy policy) =>
        state.Records.Where(record => record.LeadsTo(policy.Of(region))).Sum(record => (double)state.EffectiveWeight(record));
}
