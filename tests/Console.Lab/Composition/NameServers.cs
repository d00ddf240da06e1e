using System.Net;
using IncidentConsole.Lab.Dns;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Composition;

/// <summary>The zone's two name servers and two resolvers in front of them, each with a cache of its own.</summary>
internal sealed class NameServers(FaultBoard faults, TimeProvider time, ZoneAnswers zone) : IAsyncDisposable
{
    private readonly AuthoritativeDns authoritative = new(faults, time, zone, new AuthoritativeDnsOptions());
    private readonly List<CachingResolver> resolvers = [];

    public IReadOnlyList<IPEndPoint> Authoritative => authoritative.EndPoints;

    public IReadOnlyList<IPEndPoint> Resolvers => [.. resolvers.Select(resolver => resolver.EndPoint)];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await authoritative.StartAsync(cancellationToken);
        foreach (var name in (string[])["resolver-1", "resolver-2"])
        {
            var resolver = new CachingResolver(
                faults, time, new CachingResolverOptions { Name = name, Authoritative = authoritative.EndPoints });
            resolvers.Add(resolver);
            await resolver.StartAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var resolver in resolvers)
            await resolver.DisposeAsync();
        await authoritative.DisposeAsync();
    }
}
