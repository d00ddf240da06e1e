using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>Asks the dedup store of a region which PCS it has answered. Implemented by Infra.</summary>
public interface IDedupLookup
{
    /// <returns>In the order of the ids: whether the region knows it.</returns>
    /// <exception cref="SourceUnavailableException">It cannot be asked. Never answered with "unknown id": that would submit everything again.</exception>
    Task<IReadOnlyList<bool>> KnowsAsync(RegionId region, IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>What the region has answered: the verdict it keeps for each.</summary>
    /// <returns>In the order of the ids: new or escalated, as a submission is answered; null where the region does not know it.</returns>
    /// <exception cref="SourceUnavailableException">It cannot be asked.</exception>
    Task<IReadOnlyList<PcsAnswer?>> AnswersAsync(RegionId region, IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>A shell command that prints 1 when the id in <c>$id</c> is known and 0 when it is not, and fails when it cannot be asked. No secret.</summary>
    string Command(RegionId region);
}
