using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Domain.Incidents.Events;

/// <summary>Something happened to a plan.</summary>
public abstract record PlanEvent(Guid PlanId) : IncidentEvent
{
    public override EventKind Kind => EventKind.Action;
}

/// <summary>A plan was drawn up and shown. Nothing has been done.</summary>
public sealed record ActionPlanned(ActionPlan Plan) : PlanEvent(Plan.Id)
{
    public override EventKind Kind => EventKind.Detail;
    public override string Sentence => $"planned “{Plan.Title}”";
}

/// <summary>The click. A runner takes it from here.</summary>
public sealed record ActionConfirmed(Guid PlanId, string Title) : PlanEvent(PlanId)
{
    /// <summary>Why no second person was waited for, where one was asked for; flagged in the report. Null when none was needed or one approved.</summary>
    public string? Alone { get; init; }

    /// <summary>
    /// The trace of the click (W3C traceparent), so that the runner's spans join it; null when nothing traced it. It means nothing for the incident.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Trace { get; init; }

    public override string Sentence => $"confirmed “{Title}”{(Alone is null ? "" : $", alone, without a second person: {Alone}")}";
}

/// <summary>The second person agrees. Nothing has been done.</summary>
public sealed record ActionApproved(Guid PlanId, string Title) : PlanEvent(PlanId)
{
    public override string Sentence => $"approved “{Title}”";
}

public sealed record ActionCancelled(Guid PlanId, string Title, string Reason) : PlanEvent(PlanId)
{
    public override string Sentence => $"cancelled “{Title}”: {Reason}";
}

/// <summary>Written before the effect: whoever finds this without an end after a crash must read the world, not run again.</summary>
/// <param name="Runner">The process that runs it.</param>
public sealed record ActionStarted(Guid PlanId, string Title, string Runner) : PlanEvent(PlanId)
{
    public override EventKind Kind => EventKind.Detail;
    public override string Sentence => $"started “{Title}”";
}

/// <param name="Fraction">0 to 1 when it can be known.</param>
public sealed record ActionProgressed(Guid PlanId, string Text, double? Fraction) : PlanEvent(PlanId)
{
    public long? Done { get; init; }
    public long? Total { get; init; }
    public ImmutableSortedDictionary<string, long> Counts { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Where a procedure goes on after a pause or a crash; null keeps the one before.</summary>
    public string? Checkpoint { get; init; }

    public override EventKind Kind => EventKind.Detail;
    public override string Sentence => Text;
}

/// <summary>A procedure was told to stop at its next safe place. It can go on from there.</summary>
public sealed record ActionPaused(Guid PlanId, string Title, string Reason) : PlanEvent(PlanId)
{
    public override string Sentence => $"paused “{Title}”: {Reason}";
}

public sealed record ActionResumed(Guid PlanId, string Title, string Reason) : PlanEvent(PlanId)
{
    public override string Sentence => $"goes on with “{Title}”: {Reason}";
}

/// <summary>A person says how a stuck plan ended: their word, no reading.</summary>
public sealed record ActionSettledByHand(Guid PlanId, string Title, bool Succeeded, string Reason) : PlanEvent(PlanId)
{
    public override string Sentence => $"settled “{Title}” by hand as {(Succeeded ? "done" : "not done")}: {Reason}";
}

/// <param name="Outcome">What was measured afterwards.</param>
/// <param name="Log">Request, answer, output: kept as evidence.</param>
public sealed record ActionSucceeded(Guid PlanId, string Title, string Outcome, ImmutableArray<string> Log) : PlanEvent(PlanId)
{
    public ImmutableSortedDictionary<string, long> Counts { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>What the procedure measured, as data; null where it has none, and in what was stored before there were results.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProcedureResult? Result { get; init; }

    public override string Sentence => $"✓ “{Title}”: {Outcome}";
}

/// <summary>Nothing was done: the world is not as the plan says, or the other side refused. In its own words.</summary>
public sealed record ActionRefused(Guid PlanId, string Title, string Reason) : PlanEvent(PlanId)
{
    public override string Sentence => $"“{Title}” was refused: {Reason}";
}

public sealed record ActionFailed(Guid PlanId, string Title, string Reason, ImmutableArray<string> Log) : PlanEvent(PlanId)
{
    public ImmutableSortedDictionary<string, long> Counts { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>What the procedure measured, as data; null where it has none, and in what was stored before there were results.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProcedureResult? Result { get; init; }

    public override string Sentence => $"✕ “{Title}” failed: {Reason}";
}

/// <summary>The runner died, or the other side did not answer, after the effect may have begun.</summary>
public sealed record ActionOutcomeUnknown(Guid PlanId, string Title, string Reason) : PlanEvent(PlanId)
{
    public override string Sentence => $"“{Title}”: outcome unknown, {Reason}";
}
