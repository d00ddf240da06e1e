using System.Net;
using DnsClient;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Backends;

/// <summary>Resolvers as users have them: asked without a cache of our own, each time another one first.</summary>
internal sealed class Resolvers(IEnumerable<IPEndPoint> endPoints, TimeSpan patience)
{
    private readonly List<(IPEndPoint EndPoint, LookupClient Client)> clients = [.. endPoints.Select(each => (each, ClientOf(each, patience)))];
    private int turn;

    /// <exception cref="CouldNotAskException">None of them answered.</exception>
    public async Task<NameAnswer> AskAsync(string name, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(name, out var literal)) return new([literal], [], TimeSpan.Zero, "no resolver");

        NameAnswer? failed = null;
        var first = (uint)Interlocked.Increment(ref turn);
        for (var offset = 0u; offset < clients.Count; offset++)
        {
            var (endPoint, client) = clients[(int)((first + offset) % clients.Count)];
            try
            {
                var response = await client.QueryAsync(name, QueryType.A, QueryClass.IN, cancellationToken);
                if (!response.HasError || response.Header.ResponseCode == DnsHeaderResponseCode.NotExistentDomain) return Of(response, endPoint);
                failed = Of(response, endPoint);
            }
            catch (DnsResponseException) when (!cancellationToken.IsCancellationRequested)
            {
                // As a user's machine does: the next one.
            }
        }
        return failed ?? throw new CouldNotAskException("no resolver answered");
    }

    private static NameAnswer Of(IDnsQueryResponse response, IPEndPoint resolver) => new(
        [.. response.Answers.ARecords().Select(record => record.Address)],
        [.. response.Answers.CnameRecords().Select(record => record.CanonicalName.Value.TrimEnd('.'))],
        TimeSpan.FromSeconds(response.Answers.Select(record => record.InitialTimeToLive).DefaultIfEmpty(0).Min()),
        resolver.ToString());

    private static LookupClient ClientOf(IPEndPoint resolver, TimeSpan patience) =>
        new(new LookupClientOptions(resolver) { UseCache = false, Retries = 0, Timeout = patience });
}

/// <summary>What a resolver said of a name.</summary>
/// <param name="Addresses">Empty when the name has none.</param>
/// <param name="Aliases">The CNAMEs on the way.</param>
/// <param name="Resolver">Which one answered.</param>
internal sealed record NameAnswer(IReadOnlyList<IPAddress> Addresses, IReadOnlyList<string> Aliases, TimeSpan TimeToLive, string Resolver);
