using System.Net;
using DnsClient;
using IncidentConsole.Lab.Dns;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Route53;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Lab.Tests.Dns;

/// <summary>The zone's two servers and one resolver in front of them; the resolver's clock is the test's.</summary>
internal sealed class DnsRange(Route53Api route53, AuthoritativeDns authoritative, CachingResolver resolver) : IAsyncDisposable
{
    public Route53Api Route53 => route53;
    public IReadOnlyList<IPEndPoint> Authoritative => authoritative.EndPoints;
    public IPEndPoint Resolver => resolver.EndPoint;

    public static async Task<DnsRange> StartAsync(Route53Options options, FaultBoard? faults = null, TimeProvider? time = null)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        faults ??= new FaultBoard(TimeProvider.System);
        time ??= new FakeTimeProvider();

        var route53 = new Route53Api(faults, TimeProvider.System, options);
        await route53.StartAsync(cancellationToken);
        var authoritative = new AuthoritativeDns(faults, time, route53.Answers, new AuthoritativeDnsOptions());
        await authoritative.StartAsync(cancellationToken);
        var resolver = new CachingResolver(faults, time, new CachingResolverOptions { Authoritative = authoritative.EndPoints });
        await resolver.StartAsync(cancellationToken);
        return new DnsRange(route53, authoritative, resolver);
    }

    public static Task<IDnsQueryResponse> AskAsync(IPEndPoint server, string name, QueryType type = QueryType.A, bool overTcp = false) =>
        new LookupClient(new LookupClientOptions(server) { UseCache = false, Retries = 0, UseTcpOnly = overTcp, Timeout = TimeSpan.FromSeconds(30) })
            .QueryAsync(name, type, cancellationToken: TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await resolver.DisposeAsync();
        await authoritative.DisposeAsync();
        await route53.DisposeAsync();
    }
}
