using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Redis;

/// <summary>What was accepted stands in the region's dedup store: the very answer, and with the fleet's lifetime.</summary>
internal sealed class DedupKeyKept(RedisConnections connections, IOptions<RedisOptions> options, TimeProvider time) : IEndToEndCheck
{
    // It was written a moment ago.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);
    private readonly RedisOptions options = options.Value;

    public EndToEndPlace Place => EndToEndPlace.DedupKey;

    public string Name => "dedup key with its TTL";

    public TimeSpan TimeBox => options.TimeBox + TimeSpan.FromSeconds(1);

    public string Command(RegionId region)
    {
        if (!options.Regions.ContainsKey(region.Value)) return $"# no Redis of {region} is configured";
        var (host, port) = connections.Configuration(region).EndPoints[0] switch
        {
            System.Net.DnsEndPoint name => (name.Host, name.Port),
            System.Net.IPEndPoint address => (address.Address.ToString(), address.Port),
            _ => ("HOST", 6379),
        };
        return $"redis-cli -h {host} -p {port} GET pcs:PCS_ID && redis-cli -h {host} -p {port} TTL pcs:PCS_ID # about {options.DedupLifetime.TotalSeconds:0}";
    }

    public async Task<EndToEndResult> RunAsync(EndToEndSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Accepted is not { } accepted) return EndToEndResult.Skipped("nothing was accepted before");
        if (!options.Regions.ContainsKey(subject.Region.Value)) return EndToEndResult.Skipped($"no Redis of {subject.Region} is configured");
        var read = await Part.AskAsync(token => ReadAsync(subject.Region, accepted.PcsId, token), options.TimeBox, time, cancellationToken);
        return read.Trouble is { } trouble ? EndToEndResult.Failed($"{subject.Region} Redis: {trouble}") : Judge(read.Value, accepted);
    }

    private async Task<(string? Value, TimeSpan? TimeToLive)> ReadAsync(RegionId region, string pcsId, CancellationToken cancellationToken)
    {
        var database = await connections.DatabaseAsync(region, cancellationToken).ConfigureAwait(false);
        var (value, left) = (database.StringGetAsync($"pcs:{pcsId}"), database.KeyTimeToLiveAsync($"pcs:{pcsId}"));
        return (await value.WaitAsync(cancellationToken).ConfigureAwait(false), await left.WaitAsync(cancellationToken).ConfigureAwait(false));
    }

    private EndToEndResult Judge((string? Value, TimeSpan? TimeToLive) kept, AcceptedSubmission accepted) => kept switch
    {
        { Value: null } => EndToEndResult.Failed($"there is no key pcs:{accepted.PcsId}"),
        { TimeToLive: null } => EndToEndResult.Failed("the key has no TTL: it stays for ever"),
        { TimeToLive: { } left } when left > options.DedupLifetime || left < options.DedupLifetime - Slack =>
            EndToEndResult.Failed($"the TTL is {left:d\\.hh\\:mm\\:ss}, not {options.DedupLifetime:d\\.hh\\:mm\\:ss}"),
        _ when kept.Value.Trim() != accepted.Answer.Trim() => EndToEndResult.Failed("what is stored is not what was answered", kept.Value, accepted.Answer.TrimEnd()),
        _ => EndToEndResult.Passed($"the answer as it was given, TTL {kept.TimeToLive:d\\.hh\\:mm\\:ss}"),
    };
}
