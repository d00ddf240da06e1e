using System.Buffers;

namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>
/// The names of the keys one side listed, so that the drill need not list a store of usual size again: listing is most of the work. A
/// PCS id is 64 hex digits and kept as 32 bytes. Past its limit the memory gives up and forgets everything.
/// </summary>
internal sealed class KeyMemory(long mostBytes) : IDisposable
{
    private const int IdBytes = 32;
    private const int ChunkBytes = 1 << 20;
    private const int ArrayOverhead = 32;

    private readonly List<byte[]> chunks = [];
    private readonly List<byte[]> others = [];
    private int free;
    private long bytes;

    /// <summary>Whether every key added is still remembered.</summary>
    public bool IsComplete { get; private set; } = true;

    public void Add(ReadOnlySpan<byte> key)
    {
        if (!IsComplete) return;
        if (TryAddId(key))
        {
            bytes += IdBytes;
        }
        else
        {
            others.Add(key.ToArray());
            bytes += key.Length + ArrayOverhead;
        }
        if (bytes > mostBytes) Forget();
    }

    /// <summary>What was added, in some order. Each is good until the next is taken.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Keys()
    {
        var key = new byte[DedupKeys.Prefix.Length + 2 * IdBytes];
        DedupKeys.Prefix.CopyTo(key);
        foreach (var chunk in chunks)
        {
            var end = ReferenceEquals(chunk, chunks[^1]) ? ChunkBytes - free : ChunkBytes;
            for (var at = 0; at < end; at += IdBytes)
            {
                Convert.TryToHexStringLower(chunk.AsSpan(at, IdBytes), key.AsSpan(DedupKeys.Prefix.Length), out _);
                yield return key;
            }
        }
        foreach (var other in others) yield return other;
    }

    public void Dispose() => Forget();

    // Upper-case digits would come back as lower-case ones: another key.
    private bool TryAddId(ReadOnlySpan<byte> key)
    {
        if (!key.StartsWith(DedupKeys.Prefix)) return false;
        var id = key[DedupKeys.Prefix.Length..];
        if (id.Length != 2 * IdBytes || id.ContainsAnyInRange((byte)'A', (byte)'F')) return false;
        if (free == 0)
        {
            // Rented: a comparison a minute would otherwise leave tens of megabytes behind each time.
            chunks.Add(ArrayPool<byte>.Shared.Rent(ChunkBytes));
            free = ChunkBytes;
        }
        var slot = chunks[^1].AsSpan(ChunkBytes - free, IdBytes);
        if (Convert.FromHexString(id, slot, out _, out _) != OperationStatus.Done) return false;
        free -= IdBytes;
        return true;
    }

    private void Forget()
    {
        IsComplete = false;
        foreach (var chunk in chunks) ArrayPool<byte>.Shared.Return(chunk);
        chunks.Clear();
        others.Clear();
    }
}
