using System.Collections.Immutable;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Incidents.Unread;

namespace IncidentConsole.Domain.Incidents;

/// <summary>An incident and the timeline it is the fold of.</summary>
public sealed record IncidentView(Incident Incident, ImmutableList<TimelineEntry> Entries)
{
    /// <summary>The entry that corrects another; null when none does.</summary>
    public TimelineEntry? CorrectionOf(long sequence) => Entries.Find(entry => entry.Event is EntryCorrected corrected && corrected.Entry == sequence);

    /// <summary>The last of a row of corrections that begins at an entry; null when nothing corrects it.</summary>
    public TimelineEntry? NewestCorrectionOf(long sequence)
    {
        TimelineEntry? newest = null;
        while (CorrectionOf(newest?.Sequence ?? sequence) is { } next) newest = next;
        return newest;
    }

    /// <summary>Null for no entries, and for an incident this build cannot follow.</summary>
    public static IncidentView? Of(IEnumerable<TimelineEntry> entries)
    {
        var list = entries.ToImmutableList();
        return list.Fold() is { } incident ? new(incident, list) : null;
    }

    /// <summary>With the entries that follow what is here; those already here are passed over. Null when some are missing in between.</summary>
    public IncidentView? With(IEnumerable<TimelineEntry> entries)
    {
        var view = this;
        foreach (var entry in entries.Where(entry => entry.Sequence > Incident.Sequence).OrderBy(entry => entry.Sequence))
        {
            if (entry.Sequence != view.Incident.Sequence + 1) return null;
            view = new(view.Incident.Apply(entry), view.Entries.Add(entry));
        }
        return view;
    }
}

/// <summary>The incidents this process knows, newest wins.</summary>
/// <param name="Unavailable">Why the timeline store cannot be reached now; null when it can.</param>
/// <param name="IsLoaded">False until the store has been read once.</param>
public sealed record IncidentBook(ImmutableSortedDictionary<int, IncidentView> Incidents, string? Unavailable, bool IsLoaded)
{
    public static IncidentBook Empty { get; } = new(ImmutableSortedDictionary<int, IncidentView>.Empty, null, false);

    /// <summary>Incidents this build can only show; none of <see cref="Incidents"/> is among them.</summary>
    public ImmutableSortedDictionary<int, UnreadIncident> Unread { get; init; } = ImmutableSortedDictionary<int, UnreadIncident>.Empty;

    /// <summary>Incidents that cannot be read by a bug or for damaged rows, each with the reason; one read before stays as it was.</summary>
    public ImmutableSortedDictionary<int, string> Broken { get; init; } = ImmutableSortedDictionary<int, string>.Empty;

    public IEnumerable<Incident> Open => Incidents.Values.Select(view => view.Incident).Where(incident => incident.IsOpen);

    /// <summary>Why nothing can be said of all incidents: an empty list would say that there are none. Null once the store was read.</summary>
    public Refusal? NotRead => IsLoaded ? null : new($"The timeline has not been read yet{(Unavailable is null ? "" : $" ({Unavailable})")}.", RefusalReason.Unavailable);

    public IncidentView? Find(int number) => Incidents.GetValueOrDefault(number);

    internal IncidentBook With(IncidentView view) => this with { Incidents = Incidents.SetItem(view.Incident.Number, view), Unavailable = null };

    internal IncidentBook WithUnread(UnreadIncident unread) =>
        this with { Unread = Unread.SetItem(unread.Number, unread), Unavailable = null };

    /// <summary>The newest entry known of an incident; 0 for none.</summary>
    internal long SequenceOf(int number) => Find(number)?.Incident.Sequence ?? Unread.GetValueOrDefault(number)?.Sequence ?? 0;
}
