using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;

namespace IncidentConsole.Web.Tests.Api.Support;

/// <summary>Lists kept in memory; or a place that cannot be read.</summary>
internal sealed class MemoryReports : IReconciliationReports
{
    private readonly SortedDictionary<string, IReadOnlyCollection<ReconciledPcs>> lists = new(StringComparer.Ordinal);

    public string? Trouble { get; set; }

    public Task WriteAsync(RegionId keeper, string name, IReadOnlyCollection<ReconciledPcs> list, CancellationToken cancellationToken)
    {
        lists[name] = list;
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<ReconciledPcs> ReadAsync(RegionId keeper, string beginning, CancellationToken cancellationToken) => Trouble is null
        ? lists.Where(list => list.Key.StartsWith(beginning, StringComparison.Ordinal)).SelectMany(list => list.Value).ToAsyncEnumerable()
        : throw new SourceUnavailableException(Trouble);
}
