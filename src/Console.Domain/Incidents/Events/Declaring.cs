using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Incidents.Events;

/// <summary>The first event of every incident.</summary>
/// <param name="Survivor">The region that is to carry on.</param>
/// <param name="StartedAt">When the RTO clock starts: the first failed probe, or what the commander said.</param>
/// <param name="StartReason">Why the start time is not the measured one; null when it is.</param>
/// <param name="Runbook">Key of the runbook.</param>
/// <param name="RunbookVersion">Its version, pinned for the life of the incident.</param>
public sealed record IncidentDeclared(
    RegionId Region,
    RegionId Survivor,
    Severity Severity,
    IncidentKind IncidentKind,
    string Title,
    DateTimeOffset StartedAt,
    string? StartReason,
    string Commander,
    string Runbook,
    string RunbookVersion) : IncidentEvent
{
    /// <summary>
    /// Requests per second of the whole fleet before it began; null when that was not known. Recorded, since a region that is dark cannot
    /// be asked again: a console started in the middle would never know whether all traffic has moved.
    /// </summary>
    public double? LoadBefore { get; init; }

    /// <summary>For a split brain: how far the two regions were apart. Once they are reconciled nobody can measure it again. Null when it was not known.</summary>
    public Divergence? Divergence { get; init; }

    /// <summary>For a split brain: when the two could not reach each other. Null when no probe saw it.</summary>
    public PartitionWindow? Partition { get; init; }

    /// <summary>Whether traffic may be moved before the data is known to have followed.</summary>
    public FailoverMode Mode { get; init; }

    public override EventKind Kind => EventKind.Key;
    public override string Sentence =>
        $"declared {(IncidentKind == IncidentKind.Drill ? "a drill, " : "")}{Severity}{(Mode == FailoverMode.Planned ? ", a planned failover," : "")} and took command: {Title}";
}

/// <summary>The first probe that failed, as the console saw it before anybody declared. T0 of the RTO clock.</summary>
public sealed record FirstProbeFailed(RegionId Region, string VantagePoint) : IncidentEvent
{
    /// <summary>The console that looked had never seen the region alive: it may have been down before, nobody here can say since when.</summary>
    public bool NeverSeenAlive { get; init; }

    public override EventKind Kind => EventKind.Key;
    public override string Sentence => NeverSeenAlive
        ? $"first failed probe of {Region}, from {VantagePoint}: this console has never seen it alive, it may have been down before; the RTO clock starts at the latest now"
        : $"first failed probe of {Region}, from {VantagePoint}: the RTO clock starts";
}

/// <summary>The console's verdict on a region changed. A region that comes and goes as degraded is detail; down, and all the way back from down, is not.</summary>
/// <param name="From">The verdict before.</param>
/// <param name="EndsOutage">It is healthy for the first time since it was down, whatever it was in between.</param>
public sealed record VerdictChanged(RegionId Region, Verdict Verdict, string Because, Verdict From = Verdict.Unknown, bool EndsOutage = false) : IncidentEvent
{
    public override EventKind Kind => Verdict == Verdict.Down || From == Verdict.Down || EndsOutage ? EventKind.Key : EventKind.Detail;
    public override string Sentence => $"{Region} is {Verdict.ToString().ToLowerInvariant()}: {Because}";
}
