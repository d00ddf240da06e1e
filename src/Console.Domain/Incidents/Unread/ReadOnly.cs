using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Incidents.Unread;

/// <summary>
/// What may still be recorded in an incident that holds entries this build cannot read. Anything that could depend on what they say is
/// refused: they may have released a region, settled an item, resolved the incident. See ADR 17.
/// </summary>
public static class ReadOnly
{
    private const int Named = 3;

    /// <summary>Why the incident is read-only here; null when this build can read all of it.</summary>
    public static Refusal? Of(Incident incident) => incident.Unread.IsEmpty ? null
        : new($"Incident #{incident.Number} is read-only here: {Entries(incident)} written by a newer version ({incident.Unread[0].Why}). "
            + "Use a console of that version. Notes are still taken.");

    /// <summary>Why these events may not be recorded; null when they may.</summary>
    public static Refusal? Forbids(Incident incident, IEnumerable<IncidentEvent> events) =>
        Of(incident) is { } readOnly && !events.All(happened => StaysTrue(happened) || EndsTimeBox(incident, happened)) ? readOnly : null;

    /// <summary>Why this plan may not begin or go on; null when it may.</summary>
    public static Refusal? Forbids(Incident incident, ActionPlan plan) => EndsTimeBox(incident, plan) ? null : Of(incident);

    /// <summary>Whether it takes back what was confirmed for a limited time: that it ends was decided before.</summary>
    private static bool EndsTimeBox(Incident incident, ActionPlan plan) =>
        plan.Undoes is { } undone && incident.Plan(undone)?.Plan.TimeBox is not null;

    private static bool EndsTimeBox(Incident incident, IncidentEvent happened) => happened switch
    {
        ActionPlanned planned => EndsTimeBox(incident, planned.Plan),
        ActionConfirmed or ActionStarted => incident.Plan(((PlanEvent)happened).PlanId) is { } state && EndsTimeBox(incident, state.Plan),
        _ => false,
    };

    /// <summary>What people write down, what stops or ends something, and what was done already: true whatever else is.</summary>
    private static bool StaysTrue(IncidentEvent happened) => happened
        is NoteAdded or EntryCorrected or StepMisled or ActionItemAdded or ActionItemDone or AlertsReceived or ExportTaken
        or ActionsStopped or ActionPaused or ActionCancelled or MessageWithdrawn
        or ActionProgressed or ActionSucceeded or ActionFailed or ActionRefused or ActionOutcomeUnknown
        or MessageDelivered or MessageDeliveryFailed or MessageOutcomeUnknown or MessagePosted
        or DrillFaultsUndone or DrillInterrupted or WentOverDrill;

    private static string Entries(Incident incident) => incident.Unread switch
    {
        [var one] => $"entry {one.Sequence} was",
        var several => $"entries {string.Join(", ", several.Take(Named).Select(entry => entry.Sequence))}{More(several)} were",
    };

    private static string More(ImmutableList<UnreadEntry> several) => (several.Count > Named ? $" and {several.Count - Named} more" : "");
}
