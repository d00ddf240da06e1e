using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Loops;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;

namespace IncidentConsole.Domain.Incidents;

/// <summary>What the fleet shows that the incident does not say yet. Pure: asked twice on the same values it answers the same.</summary>
public static class Findings
{
    public static IReadOnlyList<NewEntry> Of(StepContext context) => context.Incident.Closed is not null ? [] :
    [
        .. Each(context, "verdicts", () => Verdicts(context)),
        .. context.Incident.TakesRegionOut ? OfFailedRegion(context) : [],
        .. RunbookCatalog.Find(context.Incident.Runbook).Steps.SelectMany(step => Each(context, $"item {step.Number}", () => OfStep(step, context))),
    ];

    private static IEnumerable<NewEntry> OfFailedRegion(StepContext context) =>
    [
        .. Each(context, "reroute", () => Reroute(context)),
        .. Each(context, "restored service", () => RestoredService.Of(context) is { } restored ? [new(restored, restored.ProvenAt)] : []),
        .. Each(context, "errors again", () => ErrorsAgain.Of(context) is { } again ? [again] : []),
        .. Each(context, "replication", () => Replication(context)),
        .. Each(context, "unasked return", () => UnaskedReturn.Of(context) is { } returned
            ? [new(returned, returned is UnaskedReturnEnded { IsOut: false } ? null : context.Fleet.DnsSince)] : []),
    ];

    private static IEnumerable<NewEntry> OfStep(Step step, StepContext context) => StepFindings.Of(step, context) is { } found
        ? Release(found, context).Prepend(found).Select(each => new NewEntry(each, null))
        : [];

    /// <summary>One that throws finds nothing; the others do.</summary>
    private static IReadOnlyList<NewEntry> Each(StepContext context, string what, Func<IEnumerable<NewEntry>> find) =>
        Bug.Shield<IReadOnlyList<NewEntry>>(() => [.. find()], $"incident #{context.Incident.Number}, {what}", _ => []);

    /// <summary>
    /// The failback latch goes with the entry that proves the item, and with that alone: what was proven before a region was latched out again
    /// releases nothing.
    /// </summary>
    private static IEnumerable<IncidentEvent> Release(IncidentEvent found, StepContext context)
    {
        if (found is StepProven proven && RunbookCatalog.Find(context.Incident.Runbook).Find(proven.Step) is { ReleasesLatch: true } && context.Incident.LatchedOut.Contains(context.Failed))
            yield return new RegionReleased(context.Failed, $"item {proven.Step} proven: {proven.Title}");
    }

    /// <summary>When the region is down nothing new leaves it: what has arrived by then is all there was to arrive.</summary>
    private static IEnumerable<NewEntry> Replication(StepContext context)
    {
        if (context.Incident.Arrived is not null || context.FailedState.Verdict.Value != Verdict.Down) yield break;
        if (context.Fleet.WalLags.GetValueOrDefault(new Link(context.Failed, context.Survivor)) is { SourceDark: true, NewestArrived: { } newest } lag && lag.Health != Health.Unknown && !lag.IsStale(context.Now))
            yield return new(new ReplicationEnded(context.Failed, context.Survivor, WalExposure.NewestOf(context.FailedState, newest)), null);
    }

    private static IEnumerable<NewEntry> Verdicts(StepContext context)
    {
        foreach (var region in context.Fleet.Regions.Values)
        {
            var recorded = context.Incident.Verdicts.TryGetValue(region.Id, out var known) ? known : region.Id == context.Failed && context.Incident.TakesRegionOut ? Verdict.Unknown : Verdict.Healthy;
            var verdict = region.Verdict;
            if (verdict.Value != recorded && verdict.DecidedAt is not null)
                yield return new(new VerdictChanged(region.Id, verdict.Value, verdict.Because, recorded, verdict.Value == Verdict.Healthy && context.Incident.NotYetBack.Contains(region.Id)), verdict.DecidedAt);
        }
    }

    /// <summary>DNS may have moved before anybody declared, or before there was anything to declare: the entry carries the time it happened.</summary>
    private static IEnumerable<NewEntry> Reroute(StepContext context)
    {
        if (context.Incident.Rerouted is not null || context.Fleet.Dns is not { } dns || dns.IsStale(context.Now) || dns.ObservedAt < context.Incident.StartedAt) yield break;
        if (dns.AuthoritativeRegions is not { } regions || regions.Contains(context.Failed)) yield break;
        var servers = dns.Authoritative.Count();
        var since = context.Fleet.DnsSince;
        yield return new(new TrafficRerouted(context.Survivor, !context.Incident.MovesTraffic && !IsWeightless(context), $"{servers} of {servers} name servers") { AlreadySince = since < context.Incident.StartedAt ? since : null }, since);
    }

    // A failover by health check changes no record: where the weight is 0 somebody set it.
    private static bool IsWeightless(StepContext context) => context.Fleet.DnsRecords?.State is { } records && !Interlocks.Serves(records, context.Failed, context.Policy);
}
