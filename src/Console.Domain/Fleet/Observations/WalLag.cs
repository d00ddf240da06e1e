namespace IncidentConsole.Domain.Fleet;

/// <summary>
/// How far the WAL of one region is behind in another, by heartbeat: the console writes an object that holds its own time into the
/// source's bucket and looks for it in the destination's. It stays truthful when the source is dark: then it says "no newer than".
/// </summary>
/// <param name="Health">Unknown when the destination's bucket could not be asked.</param>
/// <param name="NewestArrived">The time written inside the newest heartbeat that has arrived; null when none has.</param>
/// <param name="LastWritten">When this console last managed to write a heartbeat at the source; null when it never has.</param>
/// <param name="SourceDark">Whether the last write at the source failed.</param>
/// <param name="Pending">Of the newest segments at the source, how many are still PENDING; null when it could not be asked.</param>
/// <param name="Failed">Of the newest segments at the source, how many FAILED to replicate.</param>
public sealed record WalLag(
    RegionId From,
    RegionId To,
    Health Health,
    DateTimeOffset? NewestArrived,
    DateTimeOffset? LastWritten,
    bool SourceDark,
    int? Pending,
    int? Failed,
    string Source,
    DateTimeOffset ObservedAt,
    TimeSpan Cadence,
    string Detail) : Observation(Source, ObservedAt, Cadence)
{
    /// <summary>How many of the newest segments were looked at.</summary>
    public int Asked { get; init; }

    /// <summary>How many of the newest segments no replication rule covers: then heartbeats that arrive say nothing of segments.</summary>
    public int Uncovered { get; init; }

    /// <summary>Whether the console is refused the right to write heartbeats: their absence says nothing then.</summary>
    public bool MayNotWrite { get; init; }

    private bool SaysNothing => NewestArrived is null || Uncovered > 0 || MayNotWrite;

    /// <summary>The lag when it was observed: everything older has arrived. Null when nothing is known.</summary>
    public TimeSpan? Lag => SaysNothing ? null : Clamp(ObservedAt - NewestArrived!.Value);

    /// <summary>
    /// The most that can be missing if the source took no more writes after <paramref name="calledDown"/>: the recovery point bound.
    /// </summary>
    public TimeSpan? Bound(DateTimeOffset? calledDown)
    {
        if (SaysNothing) return null;
        // A console that was started in the dark has never seen the source alive: then only the clock bounds it.
        var lastWrite = new[] { LastWritten, calledDown }.Max();
        return SourceDark && lastWrite is not null ? Clamp(lastWrite.Value - NewestArrived!.Value) : Lag;
    }

    protected override IEnumerable<double?> Numbers => [Pending, Failed, Asked];

    protected override IEnumerable<DateTimeOffset?> Times => [NewestArrived, LastWritten];

    public override FleetSnapshot ApplyTo(FleetSnapshot snapshot) => snapshot with
    {
        WalLags = snapshot.WalLags.SetItem(new Link(From, To), this),
        WalLagTraces = snapshot.WalLagTraces.SetItem(new Link(From, To),
            snapshot.WalLagTraces.GetValueOrDefault(new Link(From, To), Trace.Empty).Add(new Sample(ObservedAt, Health, Lag?.TotalSeconds))),
    };

    private static TimeSpan Clamp(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;
}
