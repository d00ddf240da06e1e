using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Incidents.Unread;

/// <summary>
/// An incident that this build can only show: its declaration cannot be read, or it goes by a runbook this build does not have. Its timeline
/// is kept apart from the incidents, so that nothing here acts on it.
/// </summary>
/// <param name="Entries">Its timeline; never empty.</param>
public sealed record UnreadIncident(int Number, ImmutableList<TimelineEntry> Entries)
{
    /// <summary>Why this build cannot follow it, in a few words.</summary>
    public string Why => WhyNot(Entries[0])!;

    public long Sequence => Entries[^1].Sequence;

    /// <summary>As far as this build can read; true in case of doubt.</summary>
    public bool IsOpen => !Entries.Exists(entry => entry.Event is IncidentResolved or DrillInterrupted);

    /// <summary>Whether it may hold a region out: the one it was declared for, any it says so of, each while nobody can read which.</summary>
    public bool MayHold(RegionId region) => IsOpen
        && (Entries[0].Event is not IncidentDeclared declared || declared.Region == region
            || Entries.Exists(entry => entry.Event is RegionLatchedOut latched && latched.Region == region));

    public DateTimeOffset StartedAt => Entries[0].HappenedAt;

    public Refusal ReadOnly => new($"Incident #{Number} was written by a newer version: {Why}. "
        + "It can be read here, not worked on. Use a console of that version.");

    /// <summary>Why an incident that begins with this entry cannot be followed; null when it can.</summary>
    public static string? WhyNot(TimelineEntry first) => first.Event switch
    {
        IncidentDeclared declared => Runbooks.RunbookCatalog.Knows(declared.Runbook) ? null
            : $"this build has no runbook “{declared.Runbook}”",
        UnreadEvent unread => unread.Why,
        _ => "it does not begin with a declaration",
    };

    /// <summary>With the entries that follow what is here.</summary>
    internal UnreadIncident With(IEnumerable<TimelineEntry> entries) => this with
    {
        Entries = Entries.AddRange(entries.Where(entry => entry.Sequence > Sequence).OrderBy(entry => entry.Sequence)),
    };
}
