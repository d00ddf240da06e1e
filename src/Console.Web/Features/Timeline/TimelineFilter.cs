using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Web.Features.Timeline;

/// <summary>What the timeline shows. The name is the address's <c>?show=</c>.</summary>
internal sealed record TimelineFilter(string Name, Func<TimelineEntry, bool> Shows)
{
    /// <summary>Without progress and machine detail: what a person wants to read. A correction is read at the note it corrects.</summary>
    public static TimelineFilter Key { get; } = new("key", entry => entry.Event.Kind != EventKind.Detail && entry.Event is not EntryCorrected);

    public static IReadOnlyList<TimelineFilter> All { get; } =
    [
        new("all", _ => true),
        Key,
        new("actions", entry => entry.Event is PlanEvent || entry.Event.Kind == EventKind.Action),
        new("notes", entry => entry.Event is NoteAdded),
    ];

    public static TimelineFilter Of(string? name) => All.FirstOrDefault(filter => filter.Name == name) ?? Key;
}
