using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Redis.Parity;
using IncidentConsole.Infra.Redis.Resp;
using IncidentConsole.Infra.Redis.Snapshots;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Redis;

/// <summary>Looks at the life of every key and reads the results of the window: what is left of 14 days tells when one was stored.</summary>
internal sealed class ResultTallies(DedupStores stores, IOptions<RedisOptions> options, TimeProvider time) : IResultTally
{
    private readonly TimeSpan life = options.Value.Parity.DedupTtl;

    public async Task<ResultTally> CountAsync(RegionId region, DateTimeOffset from, DateTimeOffset to, Func<long, Task> report, CancellationToken cancellationToken)
    {
        try
        {
            await using var store = await stores.OpenAsync(region, cancellationToken).ConfigureAwait(false);
            var (tally, looked, taken) = (new ResultTally(0, 0, 0), 0L, new HashSet<UInt128>());
            await foreach (var page in store.ScanAsync(cancellationToken).ConfigureAwait(false))
            {
                List<byte[]> keys = [.. Enumerable.Range(0, page.Count).Select(at => page[at].ToArray())];
                var left = await store.TimeToLiveAsync(keys, cancellationToken).ConfigureAwait(false);
                var now = time.GetUtcNow();
                // SCAN may repeat a key; what holds no string is not the backend's.
                List<(byte[] Key, DateTimeOffset? StoredAt)> wanted = [.. keys.Zip(left, (key, left) => (key, StoredAt(left, now)))
                    .Where((each, at) => left[at] != DedupStore.Missing && (each.Item2 is not { } stored || (stored >= from && stored < to)) && taken.Add(Fingerprint.HashOf(each.key, 0)))];
                if (wanted.Count > 0)
                {
                    var values = await store.GetAsync([.. wanted.Select(each => each.Key)], cancellationToken).ConfigureAwait(false);
                    for (var i = 0; i < values.Length; i++) tally = values[i] is { } value ? Add(tally, wanted[i].StoredAt is null ? null : value) : tally;
                }
                await report(looked += page.Count).ConfigureAwait(false);
            }
            return tally;
        }
        catch (RespException failure)
        {
            throw new SourceUnavailableException(failure.Message, failure);
        }
    }

    public string Command(RegionId region) =>
        $"redis={Configuration.ShellText.Quote(RedisCli.Of(options.Value.Regions[region.Value].Connection))}; $redis --scan --pattern 'pcs:*' | while read -r key; do $redis GET \"$key\" </dev/null; done"
        + $" | jq -s 'map(.accepted and (.escalated | not)) | {{accepted: map(select(.)) | length, escalated: map(select(not)) | length}}' # {region}, all keys";

    private DateTimeOffset? StoredAt(long left, DateTimeOffset now) => left < 0 ? null : now + TimeSpan.FromMilliseconds(left) - life;

    private static ResultTally Add(ResultTally tally, byte[]? result) => IsAccepted(result) switch
    {
        true => tally with { Accepted = tally.Accepted + 1 },
        false => tally with { Escalated = tally.Escalated + 1 },
        null => tally with { Untold = tally.Untold + 1 },
    };

    /// <summary>As a backend counts: accepted and not escalated, or all else it has answered. Null for no result.</summary>
    private static bool? IsAccepted(byte[]? result)
    {
        try
        {
            using var json = JsonDocument.Parse(result ?? []);
            return json.RootElement is { ValueKind: JsonValueKind.Object } answer && answer.TryGetProperty("accepted", out var accepted)
                ? accepted.ValueKind == JsonValueKind.True && !(answer.TryGetProperty("escalated", out var escalated) && escalated.ValueKind == JsonValueKind.True)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
