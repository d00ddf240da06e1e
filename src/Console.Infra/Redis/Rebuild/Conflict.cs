using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Redis.Rebuild;

/// <summary>A PCS that has two results, with when each region accepted it.</summary>
internal sealed record Conflict(string Id, AcceptedResult First, AcceptedResult Second)
{
    public AcceptedResult Of(RegionId region) => First.Region == region ? First : Second;
}

/// <summary>One region's side of a conflict.</summary>
/// <param name="Result">As its store has it.</param>
/// <param name="StoredAt">When it was stored, by the store's own clock: the end of its life tells, to the millisecond.</param>
/// <param name="IsLogged">Whether the region's own WAL still has a record of it.</param>
/// <param name="LoggedAt">The time in that record; null when there is none left, or in a form of the log that says no time.</param>
internal sealed record AcceptedResult(RegionId Region, string Result, DateTimeOffset StoredAt, bool IsLogged = false, DateTimeOffset? LoggedAt = null)
{
    /// <summary>A result that lives for ever has no age, and none of its records can be told from a refused one.</summary>
    public static readonly DateTimeOffset NotKnown = DateTimeOffset.MaxValue;

    /// <summary>
    /// The log also holds what was refused afterwards, under any id somebody cares to write: of the records of an id the accepted one is that which
    /// was written when the result was stored.
    /// </summary>
    /// <param name="loggedAt">Null where the log says no time.</param>
    /// <param name="shippedAt">When its segment was shipped: later, and only good enough to tell that it is not another one.</param>
    public AcceptedResult Seen(DateTimeOffset? loggedAt, DateTimeOffset shippedAt) =>
        Distance(loggedAt ?? shippedAt) > Closest ? this
        : loggedAt is { } at && (LoggedAt is null || Distance(at) < Distance(LoggedAt.Value)) ? this with { IsLogged = true, LoggedAt = at }
        : this with { IsLogged = true };

    private static readonly TimeSpan Closest = TimeSpan.FromMinutes(2);

    private TimeSpan Distance(DateTimeOffset at) => (at - StoredAt).Duration();
}
