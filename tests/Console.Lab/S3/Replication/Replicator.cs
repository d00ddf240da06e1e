using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.S3.Storage;

namespace IncidentConsole.Lab.S3.Replication;

/// <summary>Cross-region replication: every rule's lane, moved on by a ticking clock.</summary>
internal sealed class Replicator
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly ILookup<string, (string Prefix, ReplicationFaults Faults, ReplicationLane Lane)> lanes;
    private readonly TimeProvider time;

    public Replicator(BucketStore store, S3Options options, FaultBoard faults, TimeProvider time)
    {
        this.time = time;
        lanes = options.Replication.ToLookup(rule => rule.Source, rule => LaneOf(rule));

        (string, ReplicationFaults, ReplicationLane) LaneOf(S3ReplicationRule rule)
        {
            var source = store.Get(rule.Source);
            var destination = store.Get(rule.Destination);
            var broken = new ReplicationFaults(faults, source.Region, destination.Region);
            return (rule.Prefix, broken, new(source, destination, broken, options.ReplicationLag, time));
        }
    }

    /// <summary>Sends a version that was just put on its way.</summary>
    public void Enqueue(string bucket, ObjectVersion version)
    {
        foreach (var (prefix, broken, lane) in lanes[bucket])
            if (version.Key.StartsWith(prefix, StringComparison.Ordinal) && !broken.Leaves(version.Key))
                lane.Enqueue(version);
    }

    /// <summary>Whether a rule covers an object that is put now.</summary>
    public bool Covers(string bucket, string key) => lanes[bucket]
        .Any(each => key.StartsWith(each.Prefix, StringComparison.Ordinal) && !each.Faults.Leaves(key));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
            Advance();
    }

    /// <summary>Settles everything that is due now.</summary>
    public void Advance()
    {
        foreach (var (_, _, lane) in lanes.SelectMany(ofBucket => ofBucket))
            lane.Advance();
    }
}
