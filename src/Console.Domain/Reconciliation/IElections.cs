using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>Which result was elected for each id that had two: for every other store that holds results. Implemented by Infra.</summary>
public interface IElections
{
    /// <summary>Those of a snapshot, by id.</summary>
    /// <param name="keeper">The region whose storage keeps them.</param>
    /// <exception cref="SourceUnavailableException">Nothing was elected yet, or it cannot be read.</exception>
    Task<IReadOnlyDictionary<string, string>> ReadAsync(RegionId keeper, string snapshot, CancellationToken cancellationToken);
}
