using DnsClient;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Dns;

/// <summary>The configured servers.</summary>
internal sealed class DnsServers(IOptions<DnsOptions> options)
{
    // Two rounds (the public name, then the load balancers' addresses) must fit into the time box of one look.
    private readonly TimeSpan timeout = options.Value.TimeBox * 0.45;

    public IReadOnlyList<DnsServer> Authoritative => field ??= [.. options.Value.Nameservers.Select(name => new DnsServer(name, true, timeout))];

    public IReadOnlyList<DnsServer> Resolvers => field ??= [.. options.Value.Resolvers.Select(name => new DnsServer(name, false, timeout))];

    public IEnumerable<DnsServer> All => Resolvers.Concat(Authoritative);

    /// <summary>Everything an authoritative server answers, gathered over several questions.</summary>
    public async Task<ServerAnswer> GatherAsync(DnsServer server, string domain, CancellationToken cancellationToken)
    {
        var questions = options.Value.Questions;
        if (!server.IsAuthoritative) return await server.AskAsync(domain, QueryType.A, cancellationToken);
        var first = Task.WhenAll(Enumerable.Range(0, questions).Select(_ => server.AskAsync(domain, QueryType.A, cancellationToken)));
        // Most names have no IPv6 address, and some servers mishandle the question: only where it leads counts.
        var second = Task.WhenAll(Enumerable.Range(0, questions).Select(_ => server.AskAsync(domain, QueryType.AAAA, cancellationToken)));
        return ServerAnswer.Together(await first).LeadingAlsoTo(ServerAnswer.Together(await second));
    }
}
