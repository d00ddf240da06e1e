using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Actions;

/// <summary>What a person gives with the click that confirms.</summary>
/// <param name="Typed">The name that was typed, for what destroys.</param>
/// <param name="Alone">Why no second person is waited for. Only counts once one was given the time the policy sets: RTO must not die of procedure.</param>
public sealed record Confirmation(string? Typed = null, string? Alone = null)
{
    public static Confirmation Click { get; } = new();

    internal Refusal? Missing(PlanState state, StepContext context)
    {
        if (state.Plan.TypedName is { } name && Typed?.Trim() != name)
            return new($"Type “{name}” to confirm: this takes more than a click.", RefusalReason.Invalid);
        if (!state.Plan.NeedsSecondPerson || state.ApprovedBy is not null) return null;
        var waited = context.Now - state.PlannedAt;
        if (waited < context.Policy.SecondPersonWait)
            return new($"A second person must approve this. If nobody does, you may go on alone in {Math.Ceiling((context.Policy.SecondPersonWait - waited).TotalSeconds):0} s, with a reason.");
        return Incidents.Decisions.Typed.IsEmpty(Alone) ? new("No second person has approved this. To go on alone, say why: it is flagged in the report.", RefusalReason.Invalid) : null;
    }
}
