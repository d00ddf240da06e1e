namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>Which differences will go away by themselves, because replication has not caught up yet.</summary>
/// <param name="DedupTtl">Time to live of a new entry.</param>
/// <param name="Lag">How far replication may be behind.</param>
internal sealed record InFlightWindow(TimeSpan DedupTtl, TimeSpan Lag)
{
    /// <summary>
    /// The newer of the two entries was written within the lag; or the only one there is will expire within it, so that the other side,
    /// which wrote it a little earlier, has already dropped its own. An entry without a time to live has no known age and counts as old.
    /// </summary>
    public bool Covers(KeyDifference difference) =>
        IsYoung(difference.LeftTtl) || IsYoung(difference.RightTtl) || IsExpiring(difference);

    // A longer time to live than a new entry gets means that somebody else set it: its age is unknown.
    private bool IsYoung(long? ttl) => ttl is { } left && Age(left) >= TimeSpan.Zero && Age(left) < Lag;

    private bool IsExpiring(KeyDifference difference) =>
        (difference.Left is null || difference.Right is null)
        && (difference.LeftTtl ?? difference.RightTtl) is { } left && TimeSpan.FromMilliseconds(left) < Lag;

    private TimeSpan Age(long ttl) => DedupTtl - TimeSpan.FromMilliseconds(ttl);
}
