using System.Text;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Review.Recordings;
using static IncidentConsole.Domain.Review.Exports.MarkdownText;

namespace IncidentConsole.Domain.Review.Exports;

/// <summary>The post-mortem as Markdown: every figure measured, every gap named. What is left to write is judgement.</summary>
public static class PostMortemDraft
{
    /// <param name="met">What users met, from the recording; null when there is none.</param>
    public static string Of(IncidentView view, IncidentReview review, UsersMet? met)
    {
        var text = new StringBuilder();
        foreach (var part in (IEnumerable<string>[])[Head(review), PostMortemFigures.Lines(review, met), Rehearsed(review), Cause(review), Timeline(view), Acting(review), SignOffLines.Of(review), PostMortemMessages.Lines(review.Incident), Gaps(review), Lessons(review), Foot(view)])
        {
            var length = text.Length;
            foreach (var line in part) text.Append(line).Append('\n');
            if (text.Length > length) text.Append('\n');
        }
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static IEnumerable<string> Head(IncidentReview review)
    {
        var incident = review.Incident;
        yield return $"# {(incident.Kind == IncidentKind.Drill ? "[DRILL] " : "")}Post-mortem: {Escape(incident.Title)} (#{incident.Number})";
        yield return "";
        yield return $"{incident.Severity} · {incident.Where} · {(incident.TakesRegionOut ? $"survivor {incident.Survivor} · " : "")}commander {Escape(incident.Commander)} · runbook {incident.Runbook} {incident.RunbookVersion}";
        yield return "";
        yield return $"Began {Text.Moment(incident.StartedAt)} ({IncidentStart.Origin(incident)}) · declared {Text.Time(incident.DeclaredAt, incident.StartedAt)} · {(incident.ResolvedAt is { } resolved ? $"resolved {Text.Moment(resolved)}" : $"not resolved when this was written, {Text.Moment(review.At)}")}";
    }

    private static IEnumerable<string> Rehearsed(IncidentReview review)
    {
        if (review.Drill is not { } drill) yield break;
        yield return "## Drill";
        yield return "";
        yield return $"- Outcome: **{DrillWords.Of(drill.Outcome)}**{(drill.Reasons.IsEmpty ? "" : $": {Escape(string.Join("; ", drill.Reasons))}")}";
        yield return review.Incident.Scenario is { } ran ? $"- Scenario: {Escape(ran.Title)}, started by {Escape(ran.StartedBy)}, {Text.Moment(ran.StartedAt)}: {Escape(string.Join("; ", ran.Faults))}" : "- Scenario: none, run by hand";
        yield return $"- From its beginning: {(drill.Detect is { } detect ? $"detected after {Text.Clock(detect)}, " : "")}declared after {Text.Clock(drill.Declare)}";
        yield return $"- Wrong turns: {(drill.WrongTurns.IsEmpty ? "none" : Escape(string.Join("; ", drill.WrongTurns)))}";
    }

    private static IEnumerable<string> Cause(IncidentReview review)
    {
        yield return "## Root cause";
        yield return "";
        yield return review.Incident.RootCause is { } cause ? $"{Escape(cause.What.Text)} (stated by {Escape(cause.By)}, {Text.Moment(cause.At)})" : "Not stated yet.";
    }

    private static IEnumerable<string> Timeline(IncidentView view)
    {
        yield return "## Timeline";
        yield return "";
        yield return "| UTC | Who | What |";
        yield return "|---|---|---|";
        foreach (var entry in IncidentReview.KeyEntries(view))
            yield return $"| {Text.Time(entry.HappenedAt, view.Incident.StartedAt)} | {Escape(entry.Actor.Name)} | {Words(view, entry)}{(entry.IsLate ? $" · recorded {Text.Time(entry.RecordedAt, view.Incident.StartedAt)}" : "")} |";
    }

    private static string Words(IncidentView view, TimelineEntry entry) =>
        view.NewestCorrectionOf(entry.Sequence) is { Event: EntryCorrected corrected } correction
            ? $"~~{Escape(entry.Event.Sentence)}~~ “{Escape(corrected.Text)}” (corrected {Text.Time(correction.HappenedAt, view.Incident.StartedAt)} by {Escape(correction.Actor.Name)}: {Escape(corrected.Reason)})"
            : Escape(entry.Event.Sentence);

    private static IEnumerable<string> Acting(IncidentReview review)
    {
        yield return "## Who did what";
        yield return "";
        yield return "| Who | As | Actions confirmed | Items | Messages | Notes | Entries |";
        yield return "|---|---|---|---|---|---|---|";
        foreach (var person in review.People)
            yield return $"| {Escape(person.Name)} | {Escape(person.Part)} | {person.Confirmed} | {person.Items} | {person.Messages} | {person.Notes} | {person.Entries} |";
    }

    private static IEnumerable<string> Gaps(IncidentReview review)
    {
        yield return "## Not verified";
        yield return "";
        if (review.NotVerified.Count == 0) yield return "Nothing: every item stands on evidence, every figure is measured.";
        foreach (var gap in review.NotVerified) yield return $"- {Escape(gap)}";
    }

    private static IEnumerable<string> Lessons(IncidentReview review)
    {
        yield return "## What misled us";
        yield return "";
        if (review.Incident.Misled.IsEmpty) yield return "Nobody noted that an item of the runbook misled them.";
        foreach (var note in review.Incident.Misled) yield return $"- Item {note.Step}, {Escape(note.Title)}: {Escape(note.Text)} ({Escape(note.By)})";
        yield return "";
        yield return "## Action items";
        yield return "";
        if (review.Incident.ActionItems.IsEmpty) yield return "None yet.";
        foreach (var item in review.Incident.ActionItems) yield return $"- [{(item.IsDone ? "x" : " ")}] {Escape(item.Text)} (owner {Escape(item.Owner)})";
        yield return "";
        yield return "## What went well, what did not, where we were lucky";
        yield return "";
        yield return "_To be written by people._";
    }

    private static IEnumerable<string> Foot(IncidentView view)
    {
        yield return "---";
        yield return "";
        yield return $"{view.Entries.Count} entries, chain head {view.Incident.ChainHead}. The JSON export holds all of them and can be verified offline.";
    }
}
