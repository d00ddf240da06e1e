namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>
/// Looks at single keys on both sides at once. This is what decides: a key that was written, expired or listed twice while the
/// fingerprints were taken is no difference here.
/// </summary>
internal sealed class DifferenceCheck(DedupStore left, DedupStore right, bool types = false)
{
    private const long Missing = -2;
    private const long Forever = -1;

    public async Task<IReadOnlyList<KeyDifference>> OfAsync(IReadOnlyList<byte[]> keys, CancellationToken cancellationToken)
    {
        var (lefts, rights) = await BothAsync(left.GetAsync(keys, cancellationToken), right.GetAsync(keys, cancellationToken)).ConfigureAwait(false);
        var suspects = Enumerable.Range(0, keys.Count).Where(i => !lefts[i].AsSpan().SequenceEqual(rights[i]) || lefts[i] is null != rights[i] is null).ToList();
        if (suspects.Count == 0) return [];

        var names = suspects.ConvertAll(i => keys[i]);
        var (leftTtls, rightTtls) = await BothAsync(
            left.TimeToLiveAsync(names, cancellationToken), right.TimeToLiveAsync(names, cancellationToken)).ConfigureAwait(false);
        return [.. suspects
            .Select((i, at) => (Key: keys[i], Left: lefts[i], Right: rights[i], LeftTtl: leftTtls[at], RightTtl: rightTtls[at]))
            .Where(found => Agree(found.Left, found.LeftTtl) && Agree(found.Right, found.RightTtl) || types
                && AreOfTwoTypes(found.Left, found.LeftTtl, found.Right, found.RightTtl))
            .Select(found => new KeyDifference(found.Key, found.Left, found.Right, Ttl(found.LeftTtl), Ttl(found.RightTtl))
            {
                AreOfTwoTypes = AreOfTwoTypes(found.Left, found.LeftTtl, found.Right, found.RightTtl),
            })];
    }

    // No value but a time to live: another type, not the backend's. A value but no time to live: gone since.
    private static bool Agree(byte[]? value, long ttl) => value is null == (ttl == Missing);

    private static bool AreOfTwoTypes(byte[]? left, long leftTtl, byte[]? right, long rightTtl) =>
        left is null != right is null && leftTtl != Missing && rightTtl != Missing;

    private static long? Ttl(long ttl) => ttl is Missing or Forever ? null : ttl;

    private static async Task<(T Left, T Right)> BothAsync<T>(Task<T> left, Task<T> right)
    {
        await Task.WhenAll(left, right).ConfigureAwait(false);
        return (await left.ConfigureAwait(false), await right.ConfigureAwait(false));
    }
}
