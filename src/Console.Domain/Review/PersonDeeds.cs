using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Review;

/// <summary>What one person, or the console by itself, put on the timeline.</summary>
/// <param name="Part">What they were in this incident: <c>commander</c>, <c>scribe</c>; empty when nothing was assigned.</param>
/// <param name="Sources">Addresses and sessions they acted from.</param>
/// <param name="Confirmed">Actions they confirmed.</param>
/// <param name="Items">Checklist items they brought somewhere.</param>
public sealed record PersonDeeds(string Name, Role Role, string Part, IReadOnlyList<string> Sources, int Confirmed, int Items, int Messages, int Notes, int Exports, int Entries)
{
    /// <summary>Who did most first; the console, which only records what it saw, last.</summary>
    public static IReadOnlyList<PersonDeeds> Of(IncidentView view) =>
    [
        .. view.Entries.GroupBy(entry => entry.Actor.Name).Select(entries => Of(view.Incident, [.. entries]))
            .OrderBy(person => person.Name == Actor.Console.Name).ThenByDescending(person => person.Entries).ThenBy(person => person.Name, StringComparer.Ordinal),
    ];

    private static PersonDeeds Of(Incident incident, IReadOnlyList<TimelineEntry> entries)
    {
        var name = entries[0].Actor.Name;
        var part = name == incident.Commander ? "commander" : incident.Roles.GetValueOrDefault(name, "");
        return new(name, entries[^1].Actor.Role, part, [.. entries.Select(entry => entry.Actor.Source).Distinct()],
            Count<ActionConfirmed>(), Count<StepEvent>(), Count<MessagePosted>(), Count<NoteAdded>() + Count<EntryCorrected>(), Count<ExportTaken>(), entries.Count);

        int Count<T>() where T : IncidentEvent => entries.Count(entry => entry.Event is T);
    }
}
