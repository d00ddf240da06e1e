using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>
/// Keeps the lists of a reconciliation as evidence, outside of the timeline, which they would be too long for. Implemented by Infra.
/// </summary>
public interface IReconciliationReports
{
    /// <summary>Writes a list, or writes it again: the same name is the same list.</summary>
    /// <param name="keeper">The region whose storage keeps it.</param>
    /// <param name="name">Such as <c>7/20261123T103000123Z/sent-000001</c>: incident, run, part.</param>
    /// <exception cref="SourceUnavailableException">It cannot be written.</exception>
    Task WriteAsync(RegionId keeper, string name, IReadOnlyCollection<ReconciledPcs> list, CancellationToken cancellationToken);

    /// <summary>Every list whose name begins so, in the order of the names.</summary>
    /// <exception cref="SourceUnavailableException">They cannot be read.</exception>
    IAsyncEnumerable<ReconciledPcs> ReadAsync(RegionId keeper, string beginning, CancellationToken cancellationToken);
}
