using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Wal;

/// <summary>Heads of chains as small objects in every region's WAL bucket, under a prefix of their own. The buckets are versioned: an older head stays.</summary>
internal sealed class ChainAnchors(WalBuckets buckets, IOptions<WalOptions> options, TimeProvider time) : IChainAnchors
{
    private readonly WalOptions options = options.Value;

    public IReadOnlyList<string> Places { get; } = [.. buckets.All.Select(bucket => bucket.Source)];

    public Task KeepAsync(string place, int incident, ChainHead head, CancellationToken cancellationToken) =>
        AskAsync(token => Of(place).PutAsync(Key(place, incident), JsonSerializer.Serialize(head, JsonSerializerOptions.Web), token), cancellationToken);

    public Task<ChainAnchor?> ReadAsync(string place, int incident, CancellationToken cancellationToken) => AskAsync(async token =>
    {
        var key = Key(place, incident);
        if (!await Of(place).AnyAsync(key, token)) return null;
        var head = JsonSerializer.Deserialize<ChainHead>(await Of(place).GetAsync(key, token), JsonSerializerOptions.Web)!;
        return new ChainAnchor(place, head.Sequence, head.Hash, head.At);
    }, cancellationToken);

    private WalBucket Of(string place) => buckets.All.First(bucket => bucket.Source == place);

    // The region is in the key: with replication both ways the two would overwrite each other.
    private string Key(string place, int incident) => $"{options.ChainPrefix}{Of(place).Region}/{incident.ToString("D8", CultureInfo.InvariantCulture)}.json";

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var part = await Part.AskAsync(ask, options.TimeBox, time, cancellationToken);
        return part.Trouble is null ? part.Value! : throw new CouldNotAskException(part.Trouble);
    }

    private Task<bool> AskAsync(Func<CancellationToken, Task> ask, CancellationToken cancellationToken) => AskAsync(async token =>
    {
        await ask(token);
        return true;
    }, cancellationToken);
}
