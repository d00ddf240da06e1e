using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoFailover;

/// <summary>
/// What the failed region may have accepted that has not arrived in the survivor: the recovery point, as a bound. It may take writes until it is
/// called down; from then on the bound stands. While it is not known to be down the bound grows with the clock.
/// </summary>
/// <param name="Bound">Null when nothing is known.</param>
/// <param name="IsBound">True for "at most", false for a lag measured at both ends.</param>
/// <param name="NewestArrived">The newest write known to have arrived, or to have left where the writer has gone silent since.</param>
public readonly record struct WalExposure(TimeSpan? Bound, bool IsBound, DateTimeOffset? NewestArrived, WalLag? Lag)
{
    /// <summary>The region's own writer puts nothing into its log any more, though writes are accepted.</summary>
    public bool ShipsNothing { get; init; }

    /// <summary>
    /// A region that is down, or back and that nobody is sent to, takes no writes: the bound stands as it was when it went dark, however long it still does
    /// not replicate. Its bucket comes back before its verdict does: a lag measured then is as old as the outage, and says nothing of what was written.
    /// </summary>
    public static WalExposure Of(StepContext context)
    {
        var incident = context.Incident;
        var live = Of(context.Fleet, context.Failed, context.Survivor, context.Now, incident.DownAt ?? incident.StartedAt);
        var takesNothing = !incident.IsOpen || incident.DownAgainAt is null && (context.FailedState.Verdict.Value == Verdict.Down || !IsServed(context));
        return takesNothing && incident.LossBound is { } bound ? new(bound, true, incident.Arrived!.Newest, live.Lag) : live;
    }

    /// <summary>
    /// What may be lost, as a bound: of a region that serves and replicates again no less than when it was called down, until the ids are counted.
    /// The lag of now says how replication does, and nothing of what had not arrived then.
    /// </summary>
    public static WalExposure Lost(StepContext context) =>
        Of(context) is var now && context.Incident is { LossBound: { } bound, Arrived: { } arrived } && now.Bound < bound ? new(bound, true, arrived.Newest, now.Lag) : now;

    /// <summary>Of a link as the board has it: where an incident of it is open, as its room has it.</summary>
    public static WalExposure Of(Link link, FleetSnapshot fleet, IncidentBook book, FleetPolicy policy, DateTimeOffset now) =>
        book.Open.FirstOrDefault(incident => incident.TakesRegionOut && (incident.Region, incident.Survivor) == (link.From, link.To)) is { } open
            ? Of(new StepContext(open, fleet, policy, now))
            : Of(fleet, link.From, link.To, now);

    // Not known is taken as served: then the bound grows.
    private static bool IsServed(StepContext context) => context.Fleet.LeadsUsersTo(context.Failed, context.Now) != false;

    /// <param name="failedAt">When the region was called down, from an incident; it outlives a restart of the console.</param>
    public static WalExposure Of(FleetSnapshot fleet, RegionId failed, RegionId survivor, DateTimeOffset now, DateTimeOffset? failedAt = null)
    {
        var lag = fleet.WalLags.GetValueOrDefault(new Link(failed, survivor));
        if (lag?.NewestArrived is not { } newest || lag is { Uncovered: > 0 } or { MayNotWrite: true }) return new(null, true, null, lag);
        // Heartbeats measure the replication. What the region itself does not ship has nothing to replicate, and no lag.
        if (WalSilence.Of(fleet.Region(failed)) is not null) return Unshipped(fleet.Region(failed), lag, now, failedAt);
        if (!lag.SourceDark && lag.Health != Health.Unknown && !lag.IsStale(now)) return new(lag.Lag, false, newest, lag);

        var region = fleet.Region(failed);
        return region.Verdict.Value == Verdict.Down
            ? new(UpToTheSecond(lag.Bound(failedAt ?? region.Verdict.DecidedAt)), true, newest, lag)
            : new(UpToTheSecond(now - newest), true, newest, lag);
    }

    private static WalExposure Unshipped(RegionState region, WalLag lag, DateTimeOffset now, DateTimeOffset? failedAt)
    {
        if (WalSilence.NewestShipped(region) is null) return new(null, true, null, lag) { ShipsNothing = true };
        var end = region.Verdict.Value == Verdict.Down ? failedAt ?? region.Verdict.DecidedAt ?? now : now;
        var newest = NewestOf(region, lag.NewestArrived!.Value);
        return new(UpToTheSecond(end > newest ? end - newest : TimeSpan.Zero), true, newest, lag) { ShipsNothing = true };
    }

    /// <summary>The newest write that has arrived: a heartbeat says nothing of what a silent writer never shipped.</summary>
    public static DateTimeOffset NewestOf(RegionState region, DateTimeOffset heartbeat) => WalSilence.NewestShipped(region) is { } shipped && shipped < heartbeat ? shipped : heartbeat;

    /// <summary>"At most" is never rounded down.</summary>
    public static TimeSpan? UpToTheSecond(TimeSpan? bound) => bound is { } span ? TimeSpan.FromSeconds(Math.Ceiling(span.TotalSeconds)) : null;

    /// <summary>Within, beyond, or not known.</summary>
    public Health Judge(TimeSpan rpo) => Bound is null ? Health.Unknown : Bound <= rpo ? Health.Pass : Health.Fail;

    public string Words => Bound is null ? ShipsNothing ? "its WAL writer ships nothing, and when it last did is not known" : Lag
        is { Uncovered: > 0 } or { MayNotWrite: true } ? Lag.Detail : "no heartbeat has arrived yet"
        : IsBound ? $"at most {Text.Exact(Bound.Value)}; no newer than {Text.Time(NewestArrived!.Value)} UTC{(ShipsNothing ? ", its WAL writer has shipped nothing since" : Lag is { SourceDark: true } ? ", source dark" : " had arrived when it went dark")}"
        : Text.Exact(Bound.Value);
}
