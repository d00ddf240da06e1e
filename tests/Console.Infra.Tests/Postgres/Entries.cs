using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Infra.Tests.Postgres;

/// <summary>Entries and writers for tests that do not care which.</summary>
internal static class Entries
{
    public static Actor Ada { get; } = new("ada", Role.Commander, "127.0.0.1");

    public static NewEntry[] Notes(params string[] texts) => [.. texts.Select(text => new NewEntry(new NoteAdded(text), null))];

    public static async Task<int> OpenAsync(this IIncidentLog log, params string[] notes)
    {
        var opened = await log.OpenAsync(Ada, Notes(notes is [] ? ["opened"] : notes), TestContext.Current.CancellationToken);
        Assert.Equal(AppendOutcome.Appended, opened.Outcome);
        return opened.Entries[0].Incident;
    }

    public static Task<AppendResult> AppendAsync(this IIncidentLog log, int incident, long expectedSequence, params string[] notes) =>
        log.AppendAsync(incident, expectedSequence, Ada, Notes(notes), TestContext.Current.CancellationToken);

    public static Task<IReadOnlyList<TimelineEntry>> ReadAllAsync(this IIncidentLog log, int incident) =>
        log.ReadAsync(incident, 0, TestContext.Current.CancellationToken);

    public static IEnumerable<string> Texts(this IEnumerable<TimelineEntry> entries) =>
        entries.Select(entry => entry.Event).OfType<NoteAdded>().Select(note => note.Text);
}
