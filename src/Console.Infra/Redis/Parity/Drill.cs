using System.Collections;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>The second pass: looks closely at the keys in buckets that differ. A side too large to be remembered is listed again.</summary>
internal sealed class Drill(Side left, Side right, long seed, bool types = false)
{
    private const int BatchSize = 500;

    /// <summary>The keys in these buckets that really differ, each once.</summary>
    public async IAsyncEnumerable<KeyDifference> IntoAsync(BitArray buckets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var candidates = Channel.CreateBounded<Candidate>(new BoundedChannelOptions(4 * BatchSize) { SingleReader = true });
        var listing = ListAsync(buckets, candidates.Writer, stop.Token);
        try
        {
            var check = new DifferenceCheck(left.Store, right.Store, types);
            await foreach (var batch in BatchesAsync(candidates.Reader, stop.Token).ConfigureAwait(false))
                foreach (var difference in await check.OfAsync(batch, stop.Token).ConfigureAwait(false))
                    yield return difference;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await listing.ConfigureAwait(false);
        }
    }

    // Ends well in any case: what went wrong is told to the reader of the channel.
    private async Task ListAsync(BitArray buckets, ChannelWriter<Candidate> candidates, CancellationToken cancellationToken)
    {
        try
        {
            await BothSides.DoAsync(left, right, (side, token) => ListAsync(side, buckets, candidates, token), cancellationToken).ConfigureAwait(false);
            candidates.Complete();
        }
        catch (Exception failure)
        {
            candidates.Complete(failure);
        }
    }

    private async ValueTask ListAsync(Side side, BitArray buckets, ChannelWriter<Candidate> candidates, CancellationToken cancellationToken)
    {
        if (side.Fingerprint.Names.IsComplete)
        {
            foreach (var key in side.Fingerprint.Names.Keys())
                if (IsWanted(key.Span, buckets, out var candidate))
                    await candidates.WriteAsync(candidate, cancellationToken).ConfigureAwait(false);
            return;
        }

        await foreach (var page in side.Store.ScanAsync(cancellationToken).ConfigureAwait(false))
            for (var i = 0; i < page.Count; i++)
                if (IsWanted(page[i], buckets, out var candidate))
                    await candidates.WriteAsync(candidate, cancellationToken).ConfigureAwait(false);
    }

    private bool IsWanted(ReadOnlySpan<byte> key, BitArray buckets, out Candidate candidate)
    {
        var hash = Fingerprint.HashOf(key, seed);
        var isWanted = buckets[Fingerprint.BucketOf(hash)];
        candidate = isWanted ? new(hash, key.ToArray()) : default;
        return isWanted;
    }

    // Most keys are listed by both sides, and SCAN may repeat one.
    private static async IAsyncEnumerable<IReadOnlyList<byte[]>> BatchesAsync(
        ChannelReader<Candidate> candidates, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<UInt128>();
        var batch = new List<byte[]>(BatchSize);
        await foreach (var candidate in candidates.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!seen.Add(candidate.Hash)) continue;
            batch.Add(candidate.Key);
            if (batch.Count < BatchSize) continue;
            yield return batch;
            batch.Clear();
        }
        if (batch.Count > 0) yield return batch;
    }

    private readonly record struct Candidate(UInt128 Hash, byte[] Key);
}
