using System.Collections.Immutable;

namespace IncidentConsole.Domain.Fleet;

/// <summary>
/// The exact comparison of <c>pcs:*</c> in two regions, keys and values. Differences younger than the WAL lag are on their way and
/// counted apart.
/// </summary>
/// <param name="Health">Pass when nothing differs; Unknown when either side could not be read.</param>
/// <param name="OnlyLeft">Keys only in <paramref name="Left"/>.</param>
/// <param name="OnlyRight">Keys only in <paramref name="Right"/>.</param>
/// <param name="Conflicts">Keys in both with different values.</param>
/// <param name="TooYoung">Differences left out because they are younger than the lag.</param>
/// <param name="KeysLeft">Keys compared on the left.</param>
/// <param name="Differences">Some of the differences, to look at; the counts are exact, this list is not all of them.</param>
/// <param name="Took">How long the comparison took.</param>
public sealed record DedupParity(
    RegionId Left,
    RegionId Right,
    Health Health,
    long OnlyLeft,
    long OnlyRight,
    long Conflicts,
    long TooYoung,
    long KeysLeft,
    long KeysRight,
    ImmutableArray<DedupDifference> Differences,
    TimeSpan Took,
    string Source,
    DateTimeOffset ObservedAt,
    TimeSpan Cadence,
    string Detail) : Observation(Source, ObservedAt, Cadence)
{
    /// <summary>What is younger than this was left out.</summary>
    public TimeSpan LeftOut { get; init; }

    /// <summary>Whether it left out what has no business to be on its way any more: then that nothing else differs proves nothing.</summary>
    public bool HidesBeyond(TimeSpan rpo) => TooYoung > 0 && LeftOut > rpo;

    protected override IEnumerable<double?> Numbers =>
        [OnlyLeft, OnlyRight, Conflicts, TooYoung, KeysLeft, KeysRight, Took.TotalSeconds, LeftOut.TotalSeconds];

    public override FleetSnapshot ApplyTo(FleetSnapshot snapshot)
    {
        var link = new Link(Left, Right);
        var next = snapshot with { Parities = snapshot.Parities.SetItem(link, this) };
        // The last comparison that worked stays visible: "0 conflicts at 10:29:40" is worth more than a blank.
        return Health == Health.Unknown ? next : next with { LastKnownParities = snapshot.LastKnownParities.SetItem(link, this) };
    }
}

/// <summary>One key that differs. A value is null where the key is missing.</summary>
public sealed record DedupDifference(string PcsId, string? LeftValue, string? RightValue);
