using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>The lists of all replays of an incident as one: each record once, with what became of it last.</summary>
public static class Reconciled
{
    /// <exception cref="SourceUnavailableException">The lists cannot be read.</exception>
    public static async Task<IReadOnlyList<ReconciledPcs>> ReadAsync(
        this IReconciliationReports reports, RegionId keeper, int incident, CancellationToken cancellationToken)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = new List<ReconciledPcs>();
        await foreach (var pcs in reports.ReadAsync(keeper, ReplayCall.FolderOf(incident), cancellationToken))
        {
            var name = pcs.Id.Length > 0 ? pcs.Id : $"{pcs.Segment}@{pcs.Offset}";
            if (places.TryAdd(name, all.Count)) all.Add(pcs);
            else all[places[name]] = pcs;
        }
        return all;
    }
}
