using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>
/// Compares two dedup stores exactly, in memory that does not grow with them: fingerprints of both sides first, then a drill into the
/// buckets that differ. It only reads, and asks in portions that other clients do not feel.
/// </summary>
internal sealed class DedupComparison(DedupStore left, DedupStore right)
{
    // About 50 bytes of hashes each while they are looked at.
    private const long MostKeysAtOnce = 1_000_000;

    // Names of a million and a half PCS ids.
    private const long MostNameBytes = 48 << 20;

    // Both sides tell how far they are; one at a time is enough.
    private int isTelling;

    private readonly long seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    /// <summary>Whether values are compared too, or only which keys there are.</summary>
    public bool Values { get; init; } = true;

    /// <summary>Whether a key that is a string here and of another type there is told as a difference; merging passes over it.</summary>
    public bool Types { get; init; }

    /// <summary>Keys the drill takes on in one go.</summary>
    public long KeysAtOnce { get; init; } = MostKeysAtOnce;

    /// <summary>Memory for the names of one side's keys; a store with more is listed a second time when something differs.</summary>
    public long NameBytes { get; init; } = MostNameBytes;

    /// <summary>Told now and then, never twice at once, how many entries of both sides have been taken in; what differs is looked for once all are.</summary>
    public Func<long, Task>? OnLooked { get; init; }

    /// <summary>What was on the left; known once the first difference is, or the end.</summary>
    public Fingerprint? Left { get; private set; }

    /// <inheritdoc cref="Left"/>
    public Fingerprint? Right { get; private set; }

    /// <summary>Every key that differs, once, in no order.</summary>
    public async IAsyncEnumerable<KeyDifference> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Fingerprint leftPrint = new(seed, NameBytes), rightPrint = new(seed, NameBytes);
        using var leftNames = leftPrint.Names;
        using var rightNames = rightPrint.Names;
        await BothSides.DoAsync(new(left, leftPrint), new(right, rightPrint), (side, token) => FingerprintAsync(side, () => TellAsync(leftPrint.Keys + rightPrint.Keys), token), cancellationToken).ConfigureAwait(false);
        (Left, Right) = (leftPrint, rightPrint);

        var drill = new Drill(new(left, leftPrint), new(right, rightPrint), seed, Types);
        foreach (var slice in DrillSlices.Of(leftPrint, rightPrint, KeysAtOnce))
            await foreach (var difference in drill.IntoAsync(slice, cancellationToken).ConfigureAwait(false))
                if (Values || difference.Left is null || difference.Right is null)
                    yield return difference;
    }

    private async ValueTask FingerprintAsync(Side side, Func<Task> onPage, CancellationToken cancellationToken)
    {
        if (Values) await Fingerprinting.AddEntriesAsync(side.Store, side.Fingerprint, onPage, cancellationToken).ConfigureAwait(false);
        else await Fingerprinting.AddKeysAsync(side.Store, side.Fingerprint, onPage, cancellationToken).ConfigureAwait(false);
    }

    private async Task TellAsync(long looked)
    {
        if (OnLooked is null || Interlocked.Exchange(ref isTelling, 1) == 1) return;
        try
        {
            await OnLooked(looked).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref isTelling, 0);
        }
    }
}
