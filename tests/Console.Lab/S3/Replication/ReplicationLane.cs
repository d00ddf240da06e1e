using System.Collections.Concurrent;
using IncidentConsole.Lab.S3.Storage;

namespace IncidentConsole.Lab.S3.Replication;

/// <summary>
/// One rule's way from bucket to bucket, first in, first out. An object's fate is cast when it is put (a gap stays a gap after the
/// fault is gone); when it arrives is decided as time passes, so a lag that ends lets the backlog through at once.
/// </summary>
internal sealed class ReplicationLane(Bucket source, Bucket destination, ReplicationFaults faults, TimeSpan usualLag, TimeProvider time)
{
    private readonly ConcurrentQueue<Copy> waiting = new();
    private readonly Lock settling = new();
    private int putsDuringGap;
    private int putsDuringFailure;

    public void Enqueue(ObjectVersion version)
    {
        if (IsHit(faults.GapEvery, ref putsDuringGap))
            return;
        var outcome = IsHit(faults.FailEvery, ref putsDuringFailure) ? ReplicationStatus.Failed : ReplicationStatus.Completed;
        waiting.Enqueue(new Copy(version, outcome));
    }

    /// <summary>Settles everything that is due.</summary>
    public void Advance()
    {
        lock (settling)
        {
            if (faults.IsStopped)
                return;
            var now = time.GetUtcNow();
            var lag = faults.LagOr(usualLag);
            while (waiting.TryPeek(out var copy) && copy.Version.LastModified + lag <= now && waiting.TryDequeue(out copy))
                Settle(copy, now);
        }
    }

    private void Settle(Copy copy, DateTimeOffset now)
    {
        var version = copy.Version;
        // Deleted for good before its turn came: S3 has nothing left to copy.
        if (source.Find(version.Key, version.VersionId) is null)
            return;
        if (copy.Outcome == ReplicationStatus.Completed)
            destination.TryAdd(Replica.Of(version, arrivedAt: now), WriteCondition.None);
        source.SetReplication(version.Key, version.VersionId, destination.Name, copy.Outcome);
    }

    // Every n-th put while the fault is on, starting with the n-th, so that a rehearsal can say which objects are missing.
    private static bool IsHit(int? every, ref int puts) => every is { } n && Interlocked.Increment(ref puts) % n == 0;

    private readonly record struct Copy(ObjectVersion Version, ReplicationStatus Outcome);
}
