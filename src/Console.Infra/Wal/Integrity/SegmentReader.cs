using System.Collections.Concurrent;
using System.Collections.Immutable;
using Amazon.S3;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Wal.Segments;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Wal.Integrity;

/// <summary>Asks a bucket what the checks need, each question with its time box.</summary>
internal sealed class SegmentReader(IOptions<WalOptions> options, TimeProvider time)
{
    private const int AtOnce = 8;
    private readonly WalOptions options = options.Value;
    private readonly WalIntegrityOptions limits = options.Value.Integrity;

    /// <summary>All segments of a region that are in a bucket: a thousand a request. A bucket that is silent is given up at once.</summary>
    public async Task<Part<List<StoredObject>>> ListAsync(WalBucket bucket, RegionId writer, CancellationToken cancellationToken)
    {
        var prefix = options.PrefixOf(writer);
        var reached = await Part.AskAsync(token => bucket.AnyAsync(prefix, token), options.TimeBox, time, cancellationToken);
        return reached.Trouble is null
            ? await Part.AskAsync(token => bucket.AfterAsync(prefix, "", int.MaxValue, token), limits.ListingTimeBox, time, cancellationToken)
            : new(null, reached.Trouble);
    }

    /// <summary>The keys whose replication has failed, of the first ones that have not arrived.</summary>
    public async Task<ImmutableArray<string>> FailedAsync(WalBucket source, IEnumerable<StoredObject> absent, CancellationToken cancellationToken)
    {
        var failed = new ConcurrentBag<string>();
        await EachAsync(absent.Take(limits.StatusesAsked), async (each, token) =>
        {
            var status = await Part.AskAsync(token => source.ReplicationAsync(each.Key, token), options.TimeBox, time, token);
            if (status.Value == ReplicationStatus.Failed) failed.Add(each.Key);
        }, cancellationToken);
        return [.. failed.Order(StringComparer.Ordinal)];
    }

    public async Task<NewestContents> ContentsAsync(WalBucket bucket, IEnumerable<StoredObject> segments, CancellationToken cancellationToken)
    {
        var read = new ConcurrentDictionary<string, SegmentContents?>();
        var newest = segments.OrderByDescending(each => each.LastModified).ThenByDescending(each => each.Key, StringComparer.Ordinal).Take(limits.NewestRead);
        await EachAsync(newest, async (each, token) =>
            read[each.Key] = each.Size > limits.LargestRead ? null
                : await ReadAsync(bucket, each.Key, token), cancellationToken);
        return new(read.ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    private async Task<SegmentContents?> ReadAsync(WalBucket bucket, string key, CancellationToken cancellationToken)
    {
        var stored = await Part.AskAsync(token => bucket.GetAsync(key, token), limits.ListingTimeBox, time, cancellationToken);
        if (stored.Value is not { } content) return null;
        try
        {
            return SegmentContents.Read(SegmentFile.Unpack(content, limits.LargestRead), key);
        }
        catch (CouldNotAskException packed)
        {
            return SegmentContents.NotRead(packed.Message);
        }
    }

    private static Task EachAsync(IEnumerable<StoredObject> objects, Func<StoredObject, CancellationToken, Task> ask, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(objects, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (each, token) => await ask(each, token));
}
