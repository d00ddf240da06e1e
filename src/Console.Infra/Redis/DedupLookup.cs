using System.Globalization;
using System.Net;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Configuration;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis;

/// <summary>Pipelined: a thousand ids cost about one round trip.</summary>
internal sealed class DedupLookup(RedisConnections connections) : IDedupLookup
{
    private const int InFlight = 1000;

    public Task<IReadOnlyList<bool>> KnowsAsync(RegionId region, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        AskAsync(region, ids, (database, id) => database.KeyExistsAsync($"pcs:{id}"), cancellationToken);

    public async Task<IReadOnlyList<PcsAnswer?>> AnswersAsync(RegionId region, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        [.. (await AskAsync(region, ids, (database, id) => database.StringGetAsync($"pcs:{id}"), cancellationToken).ConfigureAwait(false)).Select(result => result.IsNull ? (PcsAnswer?)null : StoredAnswer.Of(result))];

    public string Command(RegionId region)
    {
        var configuration = connections.Configuration(region);
        var (host, port) = configuration.EndPoints[0] switch
        {
            DnsEndPoint named => (named.Host, named.Port),
            IPEndPoint address => (address.Address.ToString(), address.Port),
            var other => throw new InvalidOperationException($"A Redis at {other} cannot be named in a command."),
        };
        var more = $"{(configuration.Ssl ? " --tls" : "")}{(configuration.DefaultDatabase is > 0 and { } database ? $" -n {database.ToString(CultureInfo.InvariantCulture)}" : "")}";
        // The password belongs into REDISCLI_AUTH.
        return $"redis-cli -e -h {ShellText.Quote(host)} -p {port.ToString(CultureInfo.InvariantCulture)}{more} EXISTS \"pcs:$id\" </dev/null";
    }

    private async Task<IReadOnlyList<T>> AskAsync<T>(RegionId region, IReadOnlyList<string> ids, Func<IDatabase, string, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            var database = await connections.DatabaseAsync(region, cancellationToken).ConfigureAwait(false);
            var answers = new List<T>(ids.Count);
            foreach (var some in ids.Chunk(InFlight))
                answers.AddRange(await Task.WhenAll(some.Select(id => ask(database, id))).WaitAsync(cancellationToken).ConfigureAwait(false));
            return answers;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            var reason = failure is RedisServerException refusal ? RedisReason.Of(refusal)
                : failure is RedisConnectionException ? await RedisReason.WhyNotConnectedAsync($"{region} Redis", connections.Configuration(region), cancellationToken).ConfigureAwait(false)
                : "no answer in time";
            throw new SourceUnavailableException($"{region} Redis: {reason}", failure);
        }
    }
}
