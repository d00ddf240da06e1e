using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Where a plan stands.</summary>
/// <param name="ResultText">Outcome, refusal or failure in words; for people only.</param>
/// <param name="Progress">The newest progress.</param>
public sealed record PlanState(
    ActionPlan Plan,
    PlanStatus Status,
    string RequestedBy,
    DateTimeOffset PlannedAt,
    string? ConfirmedBy,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? EndedAt,
    string? ResultText,
    string? Progress,
    double? Fraction,
    ImmutableArray<string> Log)
{
    public ImmutableSortedDictionary<string, long> Counts { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>What its procedure ended with, as data: whatever decides by the result goes by this. Null where there is none.</summary>
    public ProcedureResult? Result { get; init; }

    /// <summary>Who settled it by hand: then its end stands on a word. Null when it was not.</summary>
    public string? SettledBy { get; init; }
    public long? Done { get; init; }
    public long? Total { get; init; }

    /// <summary>Where a procedure goes on.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Since when it runs without a break, and what was done by then; null while it never has.</summary>
    public DateTimeOffset? RunningSince { get; init; }
    public long DoneBefore { get; init; }

    /// <summary>Of the newest progress.</summary>
    public DateTimeOffset? ProgressAt { get; init; }
    public string? ApprovedBy { get; init; }

    /// <summary>Why it was confirmed without the second person that was asked for; null when it was not.</summary>
    public string? Alone { get; init; }

    /// <summary>The trace of the click that confirmed it; null when nothing traced it.</summary>
    public string? Trace { get; init; }

    public static PlanState Planned(ActionPlan plan, string by, DateTimeOffset at) =>
        new(plan, PlanStatus.Planned, by, at, null, null, null, null, null, null, []);

    /// <summary>Things done a second since it was last started or resumed; null while that cannot be told.</summary>
    public double? Rate => Done - DoneBefore is > 0 and var done && ProgressAt - RunningSince is { TotalSeconds: > 0 } took ? done / took.TotalSeconds : null;

    /// <summary>What is left at that rate.</summary>
    public TimeSpan? Remaining => Status == PlanStatus.Running && Rate is { } rate && Total - Done is { } left ? TimeSpan.FromSeconds(left / rate) : null;

    /// <summary>It could not see all it was to look at: where it succeeded, it did in the rest.</summary>
    public bool CouldNotAskAll => Counts.GetValueOrDefault(ProcedureOutcome.NotAsked) > 0;

    /// <summary>Its end is not recorded: a runner has it, or it is paused.</summary>
    public bool IsUnsettled => IsUnderWay || Status == PlanStatus.Paused;

    /// <summary>A runner has it, or must take it.</summary>
    public bool IsUnderWay => Status is PlanStatus.Confirmed or PlanStatus.Running or PlanStatus.OutcomeUnknown;
}

public enum PlanStatus
{
    Planned,
    Confirmed,
    Running,

    /// <summary>Stopped at a safe place; it can go on from its checkpoint.</summary>
    Paused,
    Succeeded,
    Refused,
    Failed,
    Cancelled,
    OutcomeUnknown,
}
