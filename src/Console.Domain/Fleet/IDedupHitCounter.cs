namespace IncidentConsole.Domain.Fleet;

/// <summary>How many duplicates of one tenant a region has answered from its dedup store, over all its backends. Implemented by Infra.</summary>
public interface IDedupHitCounter
{
    /// <summary>The count as last collected; which may have been before the question.</summary>
    /// <returns>Never throws for a source that cannot be asked: then the reading says why.</returns>
    Task<DedupHits> ReadAsync(RegionId region, string tenant, CancellationToken cancellationToken);
}

/// <param name="Count">Null when it could not be read.</param>
/// <param name="Age">How long ago the oldest part of the count was collected, by the collector's own clock.</param>
/// <param name="Trouble">Why it could not be read; null when it was.</param>
public sealed record DedupHits(double? Count, TimeSpan Age, string? Trouble)
{
    public static DedupHits Unknown(string trouble) => new(null, TimeSpan.Zero, trouble);
}
