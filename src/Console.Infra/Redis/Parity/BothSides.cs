namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>One side of a comparison: the store, and what was found in it.</summary>
internal sealed record Side(DedupStore Store, Fingerprint Fingerprint);

internal static class BothSides
{
    /// <summary>The same work on both sides at once, whatever the number of cores; the first failure stops the other side and is thrown.</summary>
    public static Task DoAsync(Side left, Side right, Func<Side, CancellationToken, ValueTask> work, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            [left, right],
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellationToken },
            work);
}
