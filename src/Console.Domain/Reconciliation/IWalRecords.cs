using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>What a region wrote into its own write-ahead log, read back. Implemented by Infra.</summary>
public interface IWalRecords
{
    /// <summary>The region's own segments that may hold a record written at or after a time, in the order they were shipped. Replicas of its peers are left out.</summary>
    /// <exception cref="SourceUnavailableException">It cannot be listed, or a segment is too large to be read.</exception>
    Task<IReadOnlyList<WalSegment>> SegmentsAsync(RegionId region, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>All of a segment in its order, what is no record too. May be called many times at once.</summary>
    /// <exception cref="SourceUnavailableException">It cannot be read.</exception>
    Task<IReadOnlyList<WalRecord>> ReadAsync(RegionId region, string key, CancellationToken cancellationToken);

    /// <summary>Two shell functions: <c>segments</c> lists the keys, <c>segment KEY</c> writes one to standard output. No secret.</summary>
    string Command(RegionId region, DateTimeOffset since);
}

/// <param name="WrittenAt">When it was shipped, UTC.</param>
/// <param name="Size">Bytes.</param>
public sealed record WalSegment(string Key, DateTimeOffset WrittenAt, long Size);

/// <param name="Offset">Where it begins in its segment, bytes.</param>
/// <param name="WrittenAt">As the log says; null in a form that does not say it.</param>
/// <param name="Body">The request's body as it came: possibly empty or no JSON.</param>
/// <param name="Defect">Why this stretch is no record; null when it is one.</param>
public readonly record struct WalRecord(long Offset, DateTimeOffset? WrittenAt, ReadOnlyMemory<byte> Body, string? Defect);
