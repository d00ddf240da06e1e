using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The state of an incident: the fold of its timeline, and nothing else.</summary>
public sealed record Incident
{
    public required int Number { get; init; }
    public required RegionId Region { get; init; }

    /// <summary>The region that carries on; where both are concerned alike, the second of them.</summary>
    public required RegionId Survivor { get; init; }
    public required Severity Severity { get; init; }
    public required IncidentKind Kind { get; init; }
    public required string Title { get; init; }
    public required string Runbook { get; init; }
    public required string RunbookVersion { get; init; }

    /// <summary>T0 of the RTO clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset DeclaredAt { get; init; }
    public FailoverMode Mode { get; init; }

    /// <summary>Requests per second of the whole fleet before it began; null when that was not known.</summary>
    public double? LoadBefore { get; init; }
    public required string Commander { get; init; }

    /// <summary>For a split brain: how far the regions were apart when it was declared; null when that was not known.</summary>
    public Divergence? Divergence { get; init; }

    /// <summary>For a split brain: when the regions could not reach each other; null when no probe saw it.</summary>
    public PartitionWindow? Partition { get; init; }

    /// <summary>When the region was first called down; null while it never was.</summary>
    public DateTimeOffset? DownAt { get; init; }
    public TrafficRerouted? Rerouted { get; init; }
    public DateTimeOffset? ReroutedAt { get; init; }

    /// <summary>Since when DNS leads users to the region although it is latched out; null while it does not.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>How long in all DNS led users to it although it was latched out, as far as that has ended.</summary>
    public TimeSpan ReturnedFor { get; init; }

    /// <summary>Since when the region is down once more after it had come back; null while it is not.</summary>
    public DateTimeOffset? DownAgainAt { get; init; }
    public ServiceRestored? Restored { get; init; }

    /// <summary>Since when users meet errors anew after service was restored; null while they do not.</summary>
    public DateTimeOffset? FailingAgainAt { get; init; }

    /// <summary>When that ended last; null when it never did.</summary>
    public DateTimeOffset? ServedAgainAt { get; init; }

    /// <summary>How long in all users met errors after service was restored, as far as that has ended.</summary>
    public TimeSpan FailedAgainFor { get; init; }

    /// <summary>The first failed probe this console saw; null while none had failed when it was declared.</summary>
    public DateTimeOffset? FirstFailedAt { get; init; }

    /// <summary>The clock starts when a console first looked, and the region was down by then: it may have been so before. False where somebody said when it began.</summary>
    public bool StartedBefore { get; init; }

    /// <summary>Whether a moment is that of the start, within a second: a timeline keeps less of a moment than an event does, and people type seconds.</summary>
    public bool IsStart(DateTimeOffset? at) => (at - StartedAt)?.Duration() < TimeSpan.FromSeconds(1);

    /// <summary>The most that can be missing: from the newest heartbeat that had arrived until the region was called down, as it may take writes until everybody agrees. Null when it never went dark.</summary>
    public TimeSpan? LossBound => Arrived is { } arrived && DownAt is { } down ? WalExposure.UpToTheSecond(down > arrived.Newest ? down - arrived.Newest : TimeSpan.Zero) : null;

    /// <summary>What of the failed region's log had arrived when it went dark; null while it never was.</summary>
    public ReplicationEnded? Arrived { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Person to role, other than the commander.</summary>
    public ImmutableSortedDictionary<string, string> Roles { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public ImmutableSortedDictionary<int, StepState> Steps { get; init; } = ImmutableSortedDictionary<int, StepState>.Empty;
    public ImmutableList<PlanState> Plans { get; init; } = [];
    public ImmutableSortedSet<RegionId> LatchedOut { get; init; } = [];
    public ImmutableList<PostedMessage> Messages { get; init; } = [];

    /// <summary>What the console posts itself, delivered or not.</summary>
    public ImmutableList<OutboxState> Outbox { get; init; } = [];

    /// <summary>What somebody said caused it; null while nobody has.</summary>
    public Statement<RootCauseStated>? RootCause { get; init; }

    /// <summary>When the failed region is to be back, and who sees to it.</summary>
    public Statement<RecoveryPlanned>? RecoveryPlan { get; init; }
    public Statement<PostMortemScheduled>? PostMortem { get; init; }
    public ImmutableList<ActionItem> ActionItems { get; init; } = [];

    /// <summary>What people say of the runbook's items, for its owner.</summary>
    public ImmutableList<Misleading> Misled { get; init; } = [];
    public ImmutableSortedDictionary<RegionId, Verdict> Verdicts { get; init; } = ImmutableSortedDictionary<RegionId, Verdict>.Empty;

    /// <summary>Regions that were down and have not been healthy since.</summary>
    public ImmutableSortedSet<RegionId> NotYetBack { get; init; } = [];

    /// <summary>The stop switch, as far as it was thrown in this incident; null while it is not.</summary>
    public StoppedActions? Stopped { get; init; }

    /// <summary>When somebody last said that they have looked at what was failed over, or resolved it with nothing left open; null while nobody has.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>What broke the fleet of this drill; null for a real incident, and for a drill by hand.</summary>
    public DrillScenarioRan? Scenario { get; init; }

    /// <summary>When the drill's faults were undone; null while they may be on.</summary>
    public DateTimeOffset? FaultsUndoneAt { get; init; }

    /// <summary>The real incident that ended this drill; null when none did.</summary>
    public DrillInterrupted? Interrupted { get; init; }

    /// <summary>The drills that this real incident ended.</summary>
    public ImmutableSortedSet<int> WentOver { get; init; } = [];

    /// <summary>Entries this build cannot read: while there are any, nothing is decided here that could depend on them.</summary>
    public ImmutableList<UnreadEntry> Unread { get; init; } = [];

    /// <summary>Of the newest entry.</summary>
    public long Sequence { get; init; }
    public string ChainHead { get; init; } = HashChain.Genesis;

    public bool IsOpen => ResolvedAt is null;

    /// <summary>Why nothing is done in it any more, or not by this build; null while it is open and all of it can be read.</summary>
    public Refusal? Closed => IsOpen ? ReadOnly.Of(this) : new($"Incident #{Number} is resolved.");

    /// <summary>Whether one region failed and is taken out; false when the incident concerns both of its regions alike.</summary>
    public bool TakesRegionOut => RunbookCatalog.Find(Runbook).TakesRegionOut;

    /// <summary>The regions it concerns, in words: <c>eu-west</c>, <c>eu-west and us-east</c>.</summary>
    public string Where => TakesRegionOut ? Region.Value : $"{Region} and {Survivor}";

    /// <summary>Whether it concerns the region.</summary>
    public bool Concerns(RegionId region) => region == Region || (!TakesRegionOut && region == Survivor);

    /// <summary>Whether an action that takes the failed region out was confirmed and has not come to nothing.</summary>
    public bool MovesTraffic => MovedBy is not null;

    internal PlanState? MovedBy => Plans.Find(plan => plan.Plan is { LatchesOut: not null, Undoes: null } && plan.ConfirmedAt is not null
        && plan.Status is not (PlanStatus.Refused or PlanStatus.Failed or PlanStatus.Cancelled));

    /// <summary>When this incident's failover was done: by an action that moved traffic, or by the load balancing itself. Null when none was.</summary>
    public DateTimeOffset? FailedOverAt => Plans.FindLast(plan => plan is { Plan: { LatchesOut: not null, Undoes: null }, Status: PlanStatus.Succeeded })?.EndedAt
        ?? (Rerouted is { AlreadySince: null } ? ReroutedAt : null);

    public bool HasFailedOver => FailedOverAt is not null;

    /// <summary>The newest change of an item that was made and not undone; null when there is none.</summary>
    /// <param name="step">The item's key.</param>
    public PlanState? InEffect(string step) => RunbookCatalog.Find(Runbook).Steps.FirstOrDefault(candidate => candidate.Key == step) is not { } item ? null
        : Plans.FindLast(plan => plan.Plan.Step == item.Number && plan.Plan is { Undoes: null, Change: not null } && plan.Status == PlanStatus.Succeeded
            && !Plans.Exists(undo => undo.Plan.Undoes == plan.Plan.Id && undo.Status == PlanStatus.Succeeded));

    public StepState Step(int number) => Steps.GetValueOrDefault(number) ?? StepState.Open(number);

    public OutboxState? Post(Guid id) => Outbox.Find(post => post.Id == id);

    public PlanState? Plan(Guid id) => Plans.Find(plan => plan.Plan.Id == id);
}

/// <summary>All actions are stopped.</summary>
public sealed record StoppedActions(string By, DateTimeOffset At, string Reason);

/// <summary>A message as it was sent.</summary>
public sealed record PostedMessage(MessagePosted Message, string By, DateTimeOffset At)
{
    /// <summary>In a line: <c>10:35:12 start to #incidents (slack), by ana, edited by ana (1 claim changed)</c>.</summary>
    public string Summary => $"{Text.Time(At)} {Message.Message} to {Message.Channel} ({Message.Format}), by {By}{MessagePosted.EditedWords(Message.EditedBy, Message.Altered)}";
}
