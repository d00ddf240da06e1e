using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;

namespace IncidentConsole.Domain.Runbooks;

/// <summary>The runbooks there are. A second one is one folder and one line here.</summary>
public static class RunbookCatalog
{
    public static IReadOnlyList<Runbook> All { get; } = [GeoFailoverRunbook.Value, GeoSplitBrainRunbook.Value];

    /// <summary>Whether this build has it: a newer version may have declared by one it does not.</summary>
    public static bool Knows(string key) => All.Any(runbook => runbook.Key == key);

    public static Runbook Find(string key) => All.FirstOrDefault(runbook => runbook.Key == key)
        ?? throw new InvalidDataException($"There is no runbook “{key}”.");
}
