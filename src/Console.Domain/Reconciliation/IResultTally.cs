using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>Counts the results the dedup store of a region holds. Implemented by Infra.</summary>
public interface IResultTally
{
    /// <summary>Those that were stored within the window, as what is left of their lives tells. It reads every key.</summary>
    /// <param name="report">Called now and then with the number of keys looked at.</param>
    /// <exception cref="SourceUnavailableException">The store cannot be asked.</exception>
    Task<ResultTally> CountAsync(RegionId region, DateTimeOffset from, DateTimeOffset to, Func<long, Task> report, CancellationToken cancellationToken);

    /// <summary>The same for a shell, without a window. No secret.</summary>
    string Command(RegionId region);
}

/// <param name="Accepted">Accepted and not escalated, as a backend counts them.</param>
/// <param name="Escalated">Escalated, or not accepted.</param>
/// <param name="Untold">Results that live for ever, so that nobody can tell when they were stored, and values that are no result.</param>
public sealed record ResultTally(long Accepted, long Escalated, long Untold);
