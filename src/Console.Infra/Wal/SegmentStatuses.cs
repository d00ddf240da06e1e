using System.Collections.Concurrent;
using Amazon.S3;

namespace IncidentConsole.Infra.Wal;

/// <summary>What became of the newest segments, and of every earlier one that was not seen whole at the other end: a failure stays one
/// however many came after it.</summary>
internal sealed class SegmentStatuses(WalBucket bucket, SegmentTail tail)
{
    private const int Newest = 5;
    private const int MostAsked = 100;
    private const int MostOpen = 5_000;

    private readonly HashSet<string> whole = new(StringComparer.Ordinal);
    private SortedDictionary<string, ReplicationStatus?> open = new(StringComparer.Ordinal);

    public async Task<Replication> AskAsync(CancellationToken cancellationToken)
    {
        var newest = (await tail.NewestAsync(cancellationToken)).TakeLast(Newest).Select(each => each.Key).ToList();
        foreach (var each in tail.Found)
            if (!whole.Contains(each.Key)) open.TryAdd(each.Key, null);

        // The newest, those that wait longest, and those never asked: in each look a few more.
        var asked = newest.Union(open.Where(each => each.Value is null).Select(each => each.Key).Reverse()).Union(open.Keys)
            .Take(MostAsked).ToList();
        var statuses = new ConcurrentDictionary<string, ReplicationStatus?>();
        await Task.WhenAll(asked.Select(async key => statuses[key] = await bucket.ReplicationAsync(key, cancellationToken)));
        foreach (var (key, status) in statuses) Take(key, status, isNewest: newest.Contains(key));
        if (open.Count > MostOpen) open = new(open.TakeLast(MostOpen).ToDictionary(), StringComparer.Ordinal);
        whole.IntersectWith(tail.Found.Select(each => each.Key));

        return new(asked.Count, Count(statuses.Values, ReplicationStatus.Pending),
            Math.Max(Count(open.Values, ReplicationStatus.Failed), Count(statuses.Values, ReplicationStatus.Failed)),
            newest.Count(key => statuses[key] is null));
    }

    private void Take(string key, ReplicationStatus? status, bool isNewest)
    {
        // One without a status will never have one: only of the newest it says how things are now.
        if (status is null || status == ReplicationStatus.Completed || status == ReplicationStatus.Replica)
        {
            open.Remove(key);
            whole.Add(key);
        }
        else if (open.ContainsKey(key) || isNewest) open[key] = status;
    }

    private static int Count(IEnumerable<ReplicationStatus?> statuses, ReplicationStatus status) => statuses.Count(each => each == status);
}

/// <param name="Asked">Segments whose status was asked for.</param>
/// <param name="Failed">Of all that were seen, those that FAILED and were not seen whole since.</param>
/// <param name="Uncovered">Of the newest, those that no replication rule covers.</param>
internal sealed record Replication(int Asked, int Pending, int Failed, int Uncovered);
