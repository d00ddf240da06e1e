using System.Collections.Immutable;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Where a checklist item stands.</summary>
/// <param name="By">Who brought it there.</param>
/// <param name="At">When.</param>
/// <param name="Reason">The reading or the person's reason.</param>
/// <param name="Evidence">What proved it, or what the checks said when it was attested.</param>
public sealed record StepState(int Step, StepStatus Status, string? By, DateTimeOffset? At, string? Reason, ImmutableArray<Evidence> Evidence)
{
    public static StepState Open(int step) => new(step, StepStatus.Open, null, null, null, []);

    /// <summary>Nothing more is expected of it.</summary>
    public bool IsSettled => Status is StepStatus.Proven or StepStatus.Attested or StepStatus.NotApplicable or StepStatus.Skipped;
}

public enum StepStatus
{
    Open,
    InProgress,

    /// <summary>By evidence.</summary>
    Proven,

    /// <summary>By a person's word.</summary>
    Attested,
    NotApplicable,
    Skipped,
    Failed,
}
