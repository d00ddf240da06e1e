using System.Globalization;
using Amazon.Runtime;
using IncidentConsole.Lab.Fleet.Backend;
using IncidentConsole.Lab.Fleet.Pcs;
using StackExchange.Redis;

namespace IncidentConsole.Lab.Fleet.Wal;

/// <summary>
/// Applies the peer's replicated segments to a region's own stores, through the same checks as a submission, so that both regions
/// know both regions' documents. An answer keeps what is left of its 14 days.
/// </summary>
internal sealed class ReplicaApplier(RegionStores stores, string peer, FleetSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);
    private const int FullSweepEvery = 30;
    private readonly HashSet<string> applied = [];
    private long applications;
    private long refusals;
    private int round;
    private string newest = "";

    public string Peer => peer;

    /// <summary>Documents written to this region's stores.</summary>
    public long Applied => applications;

    /// <summary>Records that are no valid, signed document.</summary>
    public long Refused => refusals;

    /// <summary>How old the newest applied segment is; null before the first.</summary>
    public TimeSpan? Age => TimeOf(newest) is { } at ? time.GetUtcNow() - at : null;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await ApplyNewAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is AmazonClientException or AmazonServiceException or HttpRequestException or IOException
                                                  or RedisException or TimeoutException
                                              || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // A segment counts as applied only when all of it was; the next round takes it up again.
            }
        }
    }

    private async Task ApplyNewAsync(CancellationToken cancellationToken)
    {
        foreach (var key in await stores.Bucket.KeysAfterAsync(peer, StartAfter(), cancellationToken))
        {
            if (applied.Contains(key))
                continue;
            var segment = await stores.Bucket.GetAsync(key, cancellationToken);
            foreach (var record in WalFormat.Read(segment, key))
                await ApplyAsync(record.Body, record.At ?? TimeOf(key) ?? time.GetUtcNow());
            applied.Add(key);
            newest = string.CompareOrdinal(key, newest) > 0 ? key : newest;
        }
    }

    /// <summary>Replication keeps no order: look a little back each round, and at everything from time to time.</summary>
    private string StartAfter() =>
        round++ % FullSweepEvery == 0 || TimeOf(newest) is not { } at
            ? WalBucket.PrefixOf(peer)
            : WalBucket.KeyOf(peer, at - Overlap, "", 0, "");

    private async Task ApplyAsync(ReadOnlyMemory<byte> body, DateTimeOffset at)
    {
        var left = at + DedupStore.Lifetime - time.GetUtcNow();
        if (PcsDocument.TryParse(body.Span) is not { } pcs || !settings.Signature.IsValid(pcs) || left <= TimeSpan.Zero)
        {
            refusals++;
            return;
        }

        var answer = PcsVerifier.Verify(pcs).ToJson();
        if (!await stores.Dedup.AddAsync(pcs.PcsId, answer, left))
            return;
        stores.Warm.Add(pcs.PcsId, answer, at + DedupStore.Lifetime);
        applications++;
    }

    private DateTimeOffset? TimeOf(string key) =>
        key.Length > WalBucket.PrefixOf(peer).Length + 19
        && DateTimeOffset.TryParseExact(
            key.AsSpan(WalBucket.PrefixOf(peer).Length, 19), "yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;
}
