using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

namespace IncidentConsole.Domain.Actions;

/// <summary>
/// A region that was declared failed stays out until its data is proven to be in sync. While it is latched out no plan gives it more
/// traffic, whichever item or incident the plan belongs to and whether it does or undoes something. There is one supervised exception: the ramp of
/// item 16, which asks here before every step up and stops when a guard breaks. Item 17's evidence releases the latch; a person may, on the same
/// conditions.
/// </summary>
public static class FailbackLatch
{
    /// <summary>Whether this incident, or another that is open, has latched the region out.</summary>
    public static bool Holds(StepContext context, RegionId region) =>
        context.Incident.LatchedOut.Contains(region) || Others(context).Any(other => other.LatchedOut.Contains(region));

    /// <summary>Why the regions that would gain traffic by a plan may not.</summary>
    public static Refusal? Forbids(IEnumerable<RegionId> gaining, StepContext context) =>
        gaining.Where(region => Holds(context, region)).Select(region => (RegionId?)region).FirstOrDefault() is { } latched
            ? new($"{latched} is latched out: traffic returns to it only by the ramp of item {TrafficRamp.Number}, until item {ContinuityAndParity.Number} or somebody releases it.")
            : gaining.Select(region => NotRead(region, context)).FirstOrDefault(unread => unread is not null);

    /// <summary>Why the ramp may not take its next step up; a latch of another incident is not this ramp's to pass.</summary>
    public static Refusal? ForbidsRamp(RegionId region, StepContext context)
    {
        if (Others(context).FirstOrDefault(other => other.LatchedOut.Contains(region)) is { } other)
            return new($"{region} is latched out by incident #{other.Number} too: it is ramped there.") { Incident = other.Number };
        if (NotRead(region, context) is { } unread) return unread;
        if (!context.Incident.Step(DedupSync.Number).IsSettled)
            return new($"Item {DedupSync.Number} comes first: with users on {region} its stores cannot be merged any more, and what it accepts before may be processed twice.");
        if (context.Incident.Step(EnableHealthChecks.Number).Status is not (StepStatus.Proven or StepStatus.Attested))
            return new($"Item {EnableHealthChecks.Number} comes first: without a health check nothing takes {region} out again by itself.");
        var conditions = FailbackConditions.Live(context, region).ToList();
        return FailbackConditions.Missing(conditions) is { } missing ? new Refusal($"No traffic for {region} yet. {missing}.{(conditions.Exists(FailbackConditions.IsApart) ? $" Send no traffic to {region}, merge again (item {DedupSync.Number}), then go on." : "")}") : null;
    }

    /// <summary>Why a person may not release the region. What has failed is never overruled; what cannot be measured is, on the commander's word.</summary>
    /// <param name="force">The commander vouches for what is Unknown.</param>
    public static Refusal? ForbidsRelease(RegionId region, bool force, StepContext context)
    {
        var conditions = ForRelease(region, context);
        if (FailbackConditions.Missing(conditions.Where(condition => condition.Verdict == Health.Fail)) is { } failed)
            return new($"{region} stays latched out. {failed}.");
        return !force && FailbackConditions.Missing(conditions) is { } unknown
            ? new Refusal($"{region} stays latched out: not everything can be measured. {unknown}. Whoever releases it all the same vouches for that.")
            : null;
    }

    /// <summary>What a release takes on a person's word, for its reason; null when everything was measured.</summary>
    public static string? Unmeasured(RegionId region, StepContext context) => FailbackConditions.Missing(ForRelease(region, context));

    /// <summary>Another open incident that this build cannot read may hold the region out: then nobody here knows that none does.</summary>
    private static Refusal? NotRead(RegionId region, StepContext context) =>
        (Others(context).Where(other => other.Concerns(region)).Select(ReadOnly.Of).FirstOrDefault(unread => unread is not null)
            ?? context.Book.Unread.Values.FirstOrDefault(unread => unread.MayHold(region))?.ReadOnly) is { } why
            ? new($"Whether {region} is latched out by another incident cannot be told. {why.Sentence}")
            : null;

    private static IEnumerable<Incident> Others(StepContext context) => context.Book.Open.Where(other => other.Number != context.Incident.Number);

    private static List<Evidence> ForRelease(RegionId region, StepContext context) =>
        [.. FailbackConditions.Live(context, region), FailbackConditions.WalContinuity(context, context.Incident.StartedAt)];
}
