using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Review;

/// <summary>Who stands behind an action that was confirmed: who requested, who approved and who confirmed it.</summary>
/// <param name="ApprovedBy">The second person; null where nobody approved it.</param>
/// <param name="NeedsSecondPerson">It may only run once somebody else has approved it.</param>
/// <param name="Alone">Why it was confirmed without a second person; null when it was not.</param>
public sealed record ActionSignOff(
    int Item, string Title, string RequestedBy, string? ApprovedBy, string ConfirmedBy, DateTimeOffset ConfirmedAt, bool NeedsSecondPerson, string? Alone)
{
    /// <summary>In the order in which they were drawn up.</summary>
    public static IReadOnlyList<ActionSignOff> Of(Incident incident) =>
    [
        .. from state in incident.Plans
           where state.ConfirmedBy is not null
           select new ActionSignOff(state.Plan.Step, state.Plan.Title, state.RequestedBy, state.ApprovedBy, state.ConfirmedBy!, state.ConfirmedAt!.Value,
               state.Plan.NeedsSecondPerson, state.Alone),
    ];

    /// <summary>What stands in the column of the second person.</summary>
    public string Approval => ApprovedBy ?? (NeedsSecondPerson || Alone is not null ? "nobody" : "not needed");

    /// <summary>How the rule of two people was not kept; null when it was. Timelines from before the approver could not confirm may have it.</summary>
    public string? Gap => Alone is not null ? $"“{Title}” was confirmed by {ConfirmedBy} alone, without a second person: {Alone}"
        : NeedsSecondPerson && ApprovedBy == ConfirmedBy ? $"“{Title}” was approved and confirmed by {ConfirmedBy}: one person, where two were asked for"
        : null;
}
