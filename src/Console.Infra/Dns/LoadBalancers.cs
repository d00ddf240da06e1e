using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Dns;

/// <summary>
/// Which region an answer leads to: by the load balancer's name, or, where the public name is an alias and answers bare addresses, by the
/// addresses those names have.
/// </summary>
internal sealed class LoadBalancers(FleetPolicy policy, DnsServers servers)
{
    private ImmutableDictionary<string, RegionId> known = policy.Regions.ToImmutableDictionary(
        region => DomainText.Plain(region.LoadBalancer), region => new RegionId(region.Id));

    public async Task<ImmutableSortedSet<RegionId>> RegionsOfAsync(IReadOnlyCollection<string> targets, CancellationToken cancellationToken)
    {
        if (targets.Any(target => !known.ContainsKey(target))) await LearnAddressesAsync(cancellationToken);
        return [.. targets.Where(known.ContainsKey).Select(target => known[target])];
    }

    // Load balancers change addresses and resolvers still give out old ones: what is learnt is kept.
    private async Task LearnAddressesAsync(CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(policy.Regions.Select(async region =>
            (region.Id, Addresses: await AddressesAsync(region.LoadBalancer, cancellationToken))));
        foreach (var (region, addresses) in found)
            foreach (var address in addresses)
                ImmutableInterlocked.AddOrUpdate(ref known, address, new RegionId(region), (_, _) => new RegionId(region));
    }

    public static bool IsAddress(string target) => System.Net.IPAddress.TryParse(target, out _);

    private async Task<IEnumerable<string>> AddressesAsync(string loadBalancer, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(servers.All.Select(server => server.AskAsync(loadBalancer, cancellationToken)));
        return answers.SelectMany(answer => answer.Addresses);
    }
}
