using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.S3.Replication;

/// <summary>What the fault board means for one direction of replication.</summary>
/// <param name="Source">Source region.</param>
/// <param name="Destination">Destination region.</param>
internal sealed record ReplicationFaults(FaultBoard Board, string Source, string Destination)
{
    /// <summary>Nothing moves now; what waits moves once this is over.</summary>
    public bool IsStopped =>
        Board.IsOn("partition") || Board.IsOn("replication-stop", Source) || IsDark(Source) || IsDark(Destination);

    public TimeSpan LagOr(TimeSpan usual) => Board.Find("replication-lag", Source)?.Seconds("seconds", 180) ?? usual;

    /// <summary>One in so many objects put now never arrives; null when all do.</summary>
    public int? GapEvery => Every("replication-gap");

    /// <summary>One in so many objects put now ends as FAILED; null when none does.</summary>
    public int? FailEvery => Every("replication-failed");

    /// <summary>A rule narrower than its owner thinks: it copies the console's heartbeats and nothing else.</summary>
    public bool Leaves(string key) => Board.IsOn("replication-uncovered", Source) && !key.StartsWith("hb/", StringComparison.Ordinal);

    private bool IsDark(string region) => Board.IsOn("region-down", region) || Board.IsOn("s3-down", region);

    private int? Every(string fault) => Board.Find(fault, Source) is { } on ? Math.Max(1, (int)on.Number("every", 5)) : null;
}
