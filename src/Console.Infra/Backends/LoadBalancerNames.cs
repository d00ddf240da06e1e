using System.Collections.Concurrent;
using System.Net;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Backends;

/// <summary>Which region's load balancer an address belongs to, by asking the same resolvers for the load balancers' names.</summary>
internal sealed class LoadBalancerNames(FleetPolicy policy, Resolvers resolvers, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (NameAnswer Answer, DateTimeOffset Until)> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when no load balancer's name leads there.</summary>
    public async Task<RegionId?> RegionOfAsync(NameAnswer answer, IPAddress reached, CancellationToken cancellationToken)
    {
        foreach (var region in policy.Regions)
            if (answer.Aliases.Any(alias => HostName.AreSame(alias, region.LoadBalancer)))
                return new RegionId(region.Id);

        var leads = await Task.WhenAll(policy.Regions.Select(region => LeadsToAsync(region.LoadBalancer, reached, cancellationToken)));
        return policy.RegionIds.Zip(leads).Where(each => each.Second).Select(each => (RegionId?)each.First).FirstOrDefault();
    }

    private async Task<bool> LeadsToAsync(string name, IPAddress reached, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(name, out var kept) || kept.Until <= time.GetUtcNow())
        {
            try
            {
                var answer = await resolvers.AskAsync(name, cancellationToken);
                if (answer.Addresses.Count > 0) kept = known[name] = (answer, time.GetUtcNow() + answer.TimeToLive);
            }
            catch (CouldNotAskException)
            {
                // What it was last is the best there is.
            }
        }
        return kept.Answer?.Addresses.Contains(reached) == true;
    }
}
