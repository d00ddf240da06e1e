using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Actions;

/// <summary>Two people stand behind what needs two: whoever approves it neither requested it nor confirms it.</summary>
internal static class SecondPerson
{
    /// <summary>Why this person may not confirm the plan.</summary>
    public static Refusal? Forbids(PlanState state, Actor by) => state.Plan.NeedsSecondPerson && state.ApprovedBy == by.Name
        ? new($"{by.Name} approved this, so somebody else must confirm it: {state.RequestedBy}, who requested it, or another commander. " +
            "To confirm it yourself, preview it again and have somebody else approve it.")
        : null;

    /// <summary>Just before the effect: why a plan whose stored entries show one person only is not run.</summary>
    public static Refusal? Missing(PlanState? state) => state is { Plan.NeedsSecondPerson: true, ConfirmedBy: { } confirmed } && state.ApprovedBy == confirmed
        ? new($"{confirmed} approved and confirmed this: it needs two people. Preview it again and have somebody else approve it.")
        : null;
}
