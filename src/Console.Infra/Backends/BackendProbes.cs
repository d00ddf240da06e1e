using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Backends;

/// <summary>A health check for each region, and the way users take.</summary>
internal sealed class BackendProbes(IOptions<BackendsOptions> options, FleetPolicy policy, IHttpClientFactory clients, TimeProvider time) : IProbeSet
{
    /// <summary>Named HTTP client that opens a new connection for each request.</summary>
    public const string Http = "backends";

    /// <summary>The same, to an address of the caller's choosing.</summary>
    public const string UserPathHttp = "user-path";

    public IEnumerable<IProbe> Probes =>
    [
        .. options.Value.Regions.Select(each => new HealthCheckProbe(new RegionId(each.Key), each.Value.Url!, options.Value, clients.CreateClient(Http), time)),
        UserPath(),
    ];

    private UserPathProbe UserPath()
    {
        // Half of the time for a resolver that is silent, so that the next one still has a chance.
        var resolvers = new Resolvers(options.Value.UserPath.ResolverEndPoints, options.Value.UserPath.TimeBox / 2);
        return new(options.Value, resolvers, new LoadBalancerNames(policy, resolvers, time), clients.CreateClient(UserPathHttp),
            SyntheticPcs.Fresh(options.Value.SigningKey, time), time);
    }
}
