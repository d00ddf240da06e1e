using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Api.Incidents;

namespace IncidentConsole.Web.Api.Live;

/// <summary>What was added to an incident's timeline.</summary>
/// <param name="Sequence">Of the newest entry.</param>
internal sealed record IncidentChange(int Number, long Sequence, IReadOnlyList<EntryAnswer> Entries)
{
    /// <summary>Null when nothing was added after <paramref name="sequence"/>.</summary>
    public static IncidentChange? After(IncidentView view, long sequence) => view.Incident.Sequence <= sequence ? null
        : new(view.Incident.Number, view.Incident.Sequence, [.. view.Entries.Where(entry => entry.Sequence > sequence).Select(EntryAnswer.Of)]);
}
