using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Review;

/// <summary>What all incidents taught: for whoever owns the runbooks, and for those who have something left to do.</summary>
/// <param name="Items">Items that misled somebody, by runbook and number.</param>
/// <param name="ToDo">Action items that are open, newest first.</param>
public sealed record LessonsLearned(IReadOnlyList<MisleadingItem> Items, IReadOnlyList<OpenActionItem> ToDo)
{
    public static LessonsLearned Of(IncidentBook book)
    {
        var incidents = book.Incidents.Values.Select(view => view.Incident).ToList();
        var notes = incidents.SelectMany(incident => incident.Misled.Select(note => new MisledNote(incident, note))).OrderByDescending(note => note.Note.At).ThenByDescending(note => note.Incident.Number);
        return new(
            [.. notes.GroupBy(note => (note.Incident.Runbook, note.Note.Step)).Select(item => new MisleadingItem(item.Key.Runbook, item.Key.Step, [.. item]))
                .OrderBy(item => item.Runbook, StringComparer.Ordinal).ThenBy(item => item.Step)],
            [.. incidents.SelectMany(incident => incident.ActionItems.Where(item => !item.IsDone).Select(item => new OpenActionItem(incident, item))).OrderByDescending(open => open.Item.At).ThenByDescending(open => open.Incident.Number)]);
    }
}

/// <param name="Runbook">Its key.</param>
/// <param name="Step">The item's number.</param>
/// <param name="Notes">Newest first; there is at least one.</param>
public sealed record MisleadingItem(string Runbook, int Step, IReadOnlyList<MisledNote> Notes)
{
    /// <summary>As it was called when somebody last said so.</summary>
    public string Title => Notes[0].Note.Title;
}

public sealed record MisledNote(Incident Incident, Misleading Note);

public sealed record OpenActionItem(Incident Incident, ActionItem Item);
