using System.Text.Json.Serialization;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Incidents.Events;

/// <summary>Every authoritative name server answers without the failed region, by hand or by the provider's own failover.</summary>
/// <param name="ByItself">True when no action of this incident did it, and nobody had set its weight to 0.</param>
public sealed record TrafficRerouted(RegionId To, bool ByItself, string Evidence) : IncidentEvent
{
    /// <summary>Since when at the latest they did, where that was before the incident began: then nothing moved in it. Null when something did.</summary>
    public DateTimeOffset? AlreadySince { get; init; }

    public override EventKind Kind => EventKind.Key;
    public override string Sentence => AlreadySince is { } since ? $"DNS answered {To} alone before it began, since {Text.Moment(since)} at the latest: {Evidence}"
        : ByItself ? $"DNS moved to {To} by itself: {Evidence}" : $"every authoritative server answers {To}: {Evidence}";
}

/// <summary>DNS leads users to a region that is latched out, though nobody asked for it: its health check turned green.</summary>
public sealed record TrafficReturned(RegionId Region, string Evidence) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"users are led to {Region} again, which is latched out and not proven to be in sync: {Evidence}";
}

/// <param name="IsOut">False when the latch was released meanwhile.</param>
public sealed record UnaskedReturnEnded(RegionId Region, bool IsOut) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => IsOut ? $"DNS leads nobody to {Region} any more" : $"{Region} is released: users may be led to it";
}

/// <summary>Users meet errors anew after service was proven restored.</summary>
/// <param name="Failed">Of the newest user-path probes.</param>
/// <param name="Of">How many these are.</param>
public sealed record UsersFailAgain(int Failed, int Of) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"users meet errors again, though service had been restored: {Failed} of the newest {Of} user-path probes failed";
}

/// <param name="Failed">Of all user-path probes since they had begun to fail again.</param>
/// <param name="Of">How many these were.</param>
public sealed record UsersServedAgain(int Failed, int Of) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => Of == 0 ? "users are served again; since when this console did not see" : $"users are served again: meanwhile {Failed} of {Of} user-path probes failed";
}

/// <summary>
/// What had arrived when the failed region went dark. Recorded then: once the region replicates again, later heartbeats arrive and it can no longer be told.
/// </summary>
/// <param name="Newest">The time in the newest heartbeat that had arrived in the survivor.</param>
public sealed record ReplicationEnded(RegionId From, RegionId To, DateTimeOffset Newest) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"the WAL of {From} had arrived in {To} up to {Text.Time(Newest)} UTC when it went dark";
}

/// <summary>The end of the RTO clock: good user-path probes in a row, through the public name, all served by the survivor.</summary>
/// <param name="FirstGoodAt">The first of the run.</param>
/// <param name="ProvenAt">The one that made it enough.</param>
/// <param name="Probes">How many there were.</param>
public sealed record ServiceRestored(RegionId ServedBy, DateTimeOffset FirstGoodAt, DateTimeOffset ProvenAt, int Probes, TimeSpan Rto) : IncidentEvent
{
    /// <summary>The run had begun before the incident did, and no resolver could know the failed region by then: there was nothing to restore.</summary>
    public bool NeverFailed { get; init; }

    /// <summary>The console began to look when the region was down already, and nobody said since when: it took this long, or longer.</summary>
    public bool AtLeast { get; init; }

    /// <summary>What users met until then. Recorded with it, since a console that is restarted keeps no probe; null in entries of before.</summary>
    public UserImpact? Impact { get; init; }

    /// <summary><c>0:58 measured</c>, <c>at least 0:58</c>.</summary>
    [JsonIgnore]
    public string Measured => AtLeast ? $"at least {Text.Clock(Rto)}" : $"{Text.Clock(Rto)} measured";

    public override EventKind Kind => EventKind.Key;
    public override string Sentence => NeverFailed ? $"service through {ServedBy} never failed: {Probes} good user-path probes in a row since it began; RTO {Text.Clock(Rto)}, measured"
        : $"service restored: {Probes} good user-path probes in a row through {ServedBy}; RTO {(AtLeast ? $"at least {Text.Clock(Rto)}: it may have been down before this console looked" : $"{Text.Clock(Rto)}, measured")}";
}
