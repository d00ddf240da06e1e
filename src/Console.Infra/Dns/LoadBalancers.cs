using System.Collections.Immutable;
using DnsClient;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Dns;

/// <summary>
/// Which region an answer leads to: by the load balancer's name, or, where the public name is an alias and answers bare addresses, by the
/// addresses those names have.
/// </summary>
internal sealed class LoadBalancers(FleetPolicy policy, DnsServers servers)
{
    private ImmutableDictionary<string, ImmutableSortedSet<RegionId>> known = policy.Regions.ToImmutableDictionary(
        region => HostName.Plain(region.LoadBalancer), region => ImmutableSortedSet.Create(new RegionId(region.Id)));

    public async Task<ImmutableSortedSet<RegionId>> RegionsOfAsync(IReadOnlyCollection<string> targets, CancellationToken cancellationToken)
    {
        if (targets.Any(target => RegionOf(target) is null)) await LearnAddressesAsync(cancellationToken);
        return [.. targets.Select(RegionOf).OfType<RegionId>()];
    }

    /// <summary>
    /// Those that are known to be no region's. An address is known only while every load balancer's own addresses are: before that it may
    /// be anybody's.
    /// </summary>
    public async Task<ImmutableSortedSet<string>> OffTargetAsync(IReadOnlyCollection<string> targets, CancellationToken cancellationToken)
    {
        var led = await RegionsOfAsync(targets, cancellationToken);
        var areAllKnown = known.Where(each => IsAddress(each.Key)).SelectMany(each => each.Value).Distinct()
            .Count() == policy.Regions.Count;
        return [.. targets.Where(target => RegionOf(target) is null && (areAllKnown || !IsAddress(target)))];
    }

    // A server that answers one address to every name would make it every region's: then it is none's.
    private RegionId? RegionOf(string target) => known.TryGetValue(HostName.Plain(target), out var regions) && regions is [var region]
        ? region : null;

    // Load balancers change addresses and resolvers still give out old ones: what is learnt is kept.
    private async Task LearnAddressesAsync(CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(policy.Regions.Select(async region =>
            (region.Id, Addresses: await AddressesAsync(region.LoadBalancer, cancellationToken))));
        foreach (var (region, addresses) in found)
            foreach (var address in addresses)
                ImmutableInterlocked.AddOrUpdate(ref known, address, [new RegionId(region)], (_, regions) =>
                    regions.Add(new RegionId(region)));
    }

    public static bool IsAddress(string target) => System.Net.IPAddress.TryParse(target, out _);

    private async Task<IEnumerable<string>> AddressesAsync(string loadBalancer, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(servers.All.Select(server => server.AskAsync(loadBalancer, QueryType.A, cancellationToken)
            ).Concat(servers.All.Select(server => server.AskAsync(loadBalancer, QueryType.AAAA, cancellationToken))));
        return answers.SelectMany(answer => answer.Addresses);
    }
}
