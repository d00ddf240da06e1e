using System.Text.Json.Serialization;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Redis.Rebuild;

/// <param name="Winner">The region whose result stays.</param>
/// <param name="At">When it was written.</param>
/// <param name="Expires">14 days later.</param>
internal sealed record Election(Conflict Conflict, RegionId Winner, DateTimeOffset At, DateTimeOffset Expires)
{
    [JsonIgnore]
    public AcceptedResult Won => Conflict.Of(Winner);

    [JsonIgnore]
    public bool IsLogged => Conflict is { First.LoggedAt: not null, Second.LoggedAt: not null };

    [JsonIgnore]
    public AcceptedResult Lost => Conflict.First.Region == Winner ? Conflict.Second : Conflict.First;

    /// <summary>
    /// First write wins: by the times in the two logs, or, where one of them does not say, by when the two results were stored; never by one of each, since
    /// a request is logged a moment before its result is stored. Two at the very same time: the first region's, so that every run elects alike.
    /// Null when it cannot be told.
    /// </summary>
    public static Election? Of(Conflict conflict, TimeSpan life)
    {
        var (first, second) = conflict is { First.LoggedAt: { } one, Second.LoggedAt: { } other } ? (one, other) : (conflict.First.StoredAt, conflict.Second.StoredAt);
        if (first == AcceptedResult.NotKnown || second == AcceptedResult.NotKnown) return null;
        var winner = first <= second ? conflict.First : conflict.Second;
        return new(conflict, winner.Region, Earlier(first, second), Earlier(first, second) + life);
    }

    private static DateTimeOffset Earlier(DateTimeOffset first, DateTimeOffset second) => first <= second ? first : second;
}
