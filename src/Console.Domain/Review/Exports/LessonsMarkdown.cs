using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using static IncidentConsole.Domain.Review.Exports.MarkdownText;

namespace IncidentConsole.Domain.Review.Exports;

/// <summary>The lessons of all incidents, to be pasted where the runbooks are written.</summary>
public static class LessonsMarkdown
{
    public static string Of(LessonsLearned lessons) => string.Join('\n', Lines(lessons)) + "\n";

    private static IEnumerable<string> Lines(LessonsLearned lessons)
    {
        yield return "# Lessons of all incidents";
        yield return "";
        yield return "## Items that misled us";
        yield return "";
        if (lessons.Items.Count == 0) yield return "Nobody noted that an item of a runbook misled them.\n";
        foreach (var item in lessons.Items)
        {
            yield return $"### {RunbookCatalog.Find(item.Runbook).Title}, item {item.Step}: {Escape(item.Title)}";
            yield return "";
            foreach (var (incident, note) in item.Notes) yield return $"- {Escape(note.Text)} ({Escape(note.By)}, {Text.Moment(note.At)}, {Source(incident)})";
            yield return "";
        }
        yield return "## Open action items";
        yield return "";
        if (lessons.ToDo.Count == 0) yield return "None.";
        foreach (var (incident, item) in lessons.ToDo) yield return $"- [ ] {Escape(item.Text)} (owner {Escape(item.Owner)}, since {Text.Moment(item.At)}, {Source(incident)})";
    }

    private static string Source(Incident incident) => $"{(incident.Kind == IncidentKind.Drill ? "drill " : "")}#{incident.Number} {Escape(incident.Title)}, runbook version {incident.RunbookVersion}";
}
