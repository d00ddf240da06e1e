using System.IO.Hashing;

namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>
/// What one Redis holds, in a fixed amount of memory: the keys fall into buckets by their hash, and each bucket keeps the sum of its
/// entries' 128-bit hashes modulo 2^128. Equal contents give equal sums in whatever order they come.
/// </summary>
/// <remarks>
/// Could different contents give the same sums? The hashes are seeded anew for every comparison, so nobody can prepare a collision,
/// and a chance one has odds of 2^-128 a bucket: not in the life of the universe, and not twice. Sums, not XOR: a key that SCAN
/// repeats must not vanish. A repeated key makes a sum differ, never agree; the drill then finds that nothing is different.
/// </remarks>
/// <param name="nameBytes">Memory for the names of the keys besides.</param>
internal sealed class Fingerprint(long seed, long nameBytes)
{
    public const int Buckets = 1 << 16;

    private readonly UInt128[] sums = new UInt128[Buckets];
    private readonly int[] counts = new int[Buckets];

    /// <summary>Entries taken in; a key that SCAN repeated counts twice.</summary>
    public long Keys { get; private set; }

    /// <summary>Which keys they were, unless there were too many.</summary>
    public KeyMemory Names { get; } = new(nameBytes);

    /// <summary>Keys with the dedup prefix that hold no string: not the backend's, so not compared.</summary>
    public long NotStrings { get; private set; }

    public static UInt128 HashOf(ReadOnlySpan<byte> key, long seed) => XxHash128.HashToUInt128(key, seed);

    public static int BucketOf(UInt128 keyHash) => (int)((ulong)keyHash % Buckets);

    public int CountIn(int bucket) => counts[bucket];

    public bool DiffersFrom(Fingerprint other, int bucket) => sums[bucket] != other.sums[bucket] || counts[bucket] != other.counts[bucket];

    public void Add(ReadOnlySpan<byte> key)
    {
        Names.Add(key);
        Add(HashOf(key, seed), 0);
    }

    // The value's hash is seeded by the key's, so that two keys that swapped their values do not cancel out.
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Names.Add(key);
        var hash = HashOf(key, seed);
        Add(hash, XxHash128.HashToUInt128(value, (long)(ulong)(hash >> 64)));
    }

    public void AddNoString() => NotStrings++;

    private void Add(UInt128 keyHash, UInt128 valueHash)
    {
        var bucket = BucketOf(keyHash);
        sums[bucket] = unchecked(sums[bucket] + keyHash + valueHash);
        counts[bucket]++;
        Keys++;
    }
}
