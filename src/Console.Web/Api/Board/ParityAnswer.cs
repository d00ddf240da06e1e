using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Api.Board;

/// <summary>Whether the dedup stores agree, keys and values.</summary>
/// <param name="Health">Pass when every pair of regions passes, Fail when one differs, else Unknown.</param>
internal sealed record ParityAnswer(Health Health, IReadOnlyList<ParityPairAnswer> Pairs)
{
    public static ParityAnswer Of(FleetSnapshot fleet, DateTimeOffset now)
    {
        List<ParityPairAnswer> pairs = [.. fleet.Parities.Values.Select(parity => ParityPairAnswer.Of(parity, now))];
        var health = pairs.Exists(pair => pair.Health == Health.Fail) ? Health.Fail
            : pairs.Count > 0 && pairs.TrueForAll(pair => pair.Health == Health.Pass) ? Health.Pass
            : Health.Unknown;
        return new(health, pairs);
    }
}

/// <param name="OnlyLeft">Keys only on the left; the counts are those of the newest comparison.</param>
/// <param name="TooYoung">Differences younger than the WAL lag: on their way, and not counted as such.</param>
internal sealed record ParityPairAnswer(
    string Left,
    string Right,
    Health Health,
    long OnlyLeft,
    long OnlyRight,
    long Conflicts,
    long TooYoung,
    long KeysLeft,
    long KeysRight,
    double TookSeconds,
    string Source,
    DateTimeOffset ObservedAt,
    string Detail)
{
    public static ParityPairAnswer Of(DedupParity parity, DateTimeOffset now) => new(
        parity.Left.Value, parity.Right.Value, parity.HealthAt(parity.Health, now), parity.OnlyLeft, parity.OnlyRight, parity.Conflicts, parity.TooYoung,
        parity.KeysLeft, parity.KeysRight, parity.Took.TotalSeconds, parity.Source, parity.ObservedAt, parity.DetailAt(parity.Detail, now));
}
