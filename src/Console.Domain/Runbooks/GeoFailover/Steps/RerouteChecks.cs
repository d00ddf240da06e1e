using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>What item 2 looks at.</summary>
internal static class RerouteChecks
{
    /// <summary>The survivor's share of the traffic, among the evidence.</summary>
    public const string TrafficId = "traffic";

    /// <summary>What the authoritative name servers answer.</summary>
    public const string DnsId = "dns";

    /// <summary>
    /// The survivor's share of what is measured. A dead region's Prometheus says nothing, so a share of 100 % may only mean that the other
    /// half cannot be seen: then the survivor's rate is held against the load of the whole fleet before the incident.
    /// </summary>
    public static IEnumerable<Evidence> Traffic(StepContext context) => Shares(context).Select(evidence => evidence with { Id = TrafficId });

    private static IEnumerable<Evidence> Shares(StepContext context)
    {
        var title = $"Traffic to {context.Survivor}";
        var threshold = $"≥ {Percent(context.Policy.ReroutedShare)}";
        if (context.Fleet.Traffic is not { } traffic || traffic.IsStale(context.Now) || traffic.Rates.GetValueOrDefault(context.Survivor) is not { } rate)
        {
            yield return new(title, Health.Unknown, "not measurable", threshold, context.Fleet.Traffic?.Source ?? "Prometheus", context.Fleet.Traffic?.ObservedAt ?? context.Now);
            yield break;
        }

        if (traffic.IsComplete)
        {
            var share = traffic.Share(context.Survivor);
            yield return new(title, Judge(share, context.Policy), share is null ? "no traffic at all" : Percent(share.Value), threshold, "every region's Prometheus", traffic.ObservedAt);
            yield break;
        }

        var before = new[] { context.Incident.LoadBefore, context.Fleet.LoadBefore(context.Incident.StartedAt) }.FirstOrDefault(load => load > 0);
        var carried = before > 0 ? rate / before : null;
        var finding = carried is null
            ? $"{Text.Number(rate)}/s; the load before is not known"
            : $"{Percent(Math.Min(1, carried.Value))} of the load before ({Text.Number(rate)}/s; before {Text.Number(before!.Value)}/s)";
        yield return new(title, Judge(carried, context.Policy), finding, threshold, traffic.Source + "; " + context.Failed + " cannot be measured", traffic.ObservedAt);
    }

    public static IEnumerable<Evidence> Authoritative(StepContext context) =>
        Answers(context, "Authoritative answer", "name servers", dns => dns.Authoritative, required: true)
            .Select(evidence => evidence with { Id = DnsId });

    /// <summary>Resolvers hold the old answer for its TTL: worth seeing, no reason to wait, since traffic is what counts.</summary>
    public static IEnumerable<Evidence> Resolvers(StepContext context) => Answers(context, "Resolvers", "resolvers", dns => dns.Resolvers, required: false);

    /// <summary>A failover by health check ends when the check turns green again: before the region's data is in sync (defect 21).</summary>
    public static IEnumerable<Evidence> HeldOut(StepContext context)
    {
        if (context.Fleet.DnsRecords is not { } records) yield break;
        var title = $"{context.Failed} held out";
        if (records.State is null)
        {
            yield return new(title, Health.Unknown, records.Detail, "weight 0", records.Source, records.ObservedAt, Required: false);
            yield break;
        }
        var serves = Interlocks.Serves(records.State, context.Failed, context.Policy);
        yield return new(title, serves ? Health.Fail : Health.Pass,
            serves ? "would get traffic back by itself once its health check is green: send the name away for good" : "its record has weight 0",
            null, records.Source, records.ObservedAt, Required: false);
    }

    /// <summary>A record that is nobody's takes its share of the users wherever the others lead.</summary>
    public static IEnumerable<Evidence> Destinations(StepContext context)
    {
        if (context.Fleet.DnsRecords is not { State: { } state } records || records.IsStale(context.Now)) yield break;
        var strays = OffTargetRecords.Of(state, records.OffTarget).ToList();
        yield return new("Every record leads to a region", strays.Count == 0 ? Health.Pass : Health.Fail,
            strays.Count == 0 ? $"{state.Records.Length} records" : string.Join("; ", strays), null, records.Source, records.ObservedAt);
    }

    public static IEnumerable<Evidence> Capacity(StepContext context)
    {
        var reading = Fleet.Capacity.Of(context.Fleet, context.Survivor, context.Policy, context.Now);
        yield return new($"{context.Survivor} can carry it", reading.Health, reading.Detail, null, reading.Source, reading.ObservedAt, Required: false);
    }

    private static IEnumerable<Evidence> Answers(StepContext context, string title, string servers, Func<DnsTruth, IEnumerable<DnsAnswer>> choose, bool required)
    {
        if (context.Fleet.Dns is not { } dns || dns.IsStale(context.Now))
        {
            yield return new(title, Health.Unknown, "not asked", null, "DNS", context.Fleet.Dns?.ObservedAt ?? context.Now, required);
            yield break;
        }
        var (verdict, finding) = NameServerAnswers.Judge([.. choose(dns)], context, servers);
        yield return new(title, verdict, finding, null, dns.Source, dns.ObservedAt, required);
    }

    private static Health Judge(double? share, FleetPolicy policy) => share is null ? Health.Unknown : share >= policy.ReroutedShare ? Health.Pass : Health.Fail;

    private static string Percent(double share) => $"{share * 100:0.#} %";
}
