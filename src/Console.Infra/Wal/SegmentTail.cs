using System.Globalization;
using Amazon.S3;

namespace IncidentConsole.Infra.Wal;

/// <summary>
/// The newest segments a region wrote, without listing the rest: each look begins a few keys before the last one ended, which also shows an
/// object that grows under the same key.
/// </summary>
internal sealed class SegmentTail(WalBucket bucket, WalOptions options, TimeProvider time)
{
    private const int Kept = 8;
    private const int MostListed = 20_000;
    private readonly string prefix = options.PrefixOf(bucket.Region);
    private List<StoredObject> known = [];

    /// <summary>The region's own segments of the last look: all within the look-back at the first, those that are new at the
    /// others.</summary>
    public IReadOnlyList<StoredObject> Found { get; private set; } = [];

    /// <summary>At most eight, oldest first; empty when there is none within the look-back.</summary>
    public async Task<IReadOnlyList<StoredObject>> NewestAsync(CancellationToken cancellationToken)
    {
        var (first, after) = known.Count == Kept && options.KeyTime.Length > 0 ? (known.Take(1), known[0].Key) : ([], LookBackKey());
        var found = await bucket.AfterAsync(prefix, after, MostListed, cancellationToken);
        var own = options.IsPrefixShared ? await WithoutReplicasAsync(found, cancellationToken) : found;
        Found = own;
        var newest = first.Concat(own.OrderBy(each => each.LastModified).TakeLast(Kept)).ToList();
        if (newest.Count > 0) known = newest.TakeLast(Kept).ToList();
        return known;
    }

    /// <summary>Whether the region ever wrote here.</summary>
    public Task<bool> AnyAsync(CancellationToken cancellationToken) => bucket.AnyAsync(prefix, cancellationToken);

    private string LookBackKey() => options.KeyTime.Length == 0
        ? ""
        : prefix + (time.GetUtcNow() - options.LookBack).UtcDateTime.ToString(options.KeyTime, CultureInfo.InvariantCulture);

    private async Task<List<StoredObject>> WithoutReplicasAsync(List<StoredObject> found, CancellationToken cancellationToken)
    {
        var own = new List<StoredObject>();
        foreach (var each in found.OrderByDescending(each => each.LastModified).Take(2 * Kept))
            if (await bucket.ReplicationAsync(each.Key, cancellationToken) != ReplicationStatus.Replica)
                own.Add(each);
        return own;
    }
}
