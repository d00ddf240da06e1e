using System.Security.Cryptography;

namespace IncidentConsole.Lab.Fleet.Pcs;

/// <summary>Makes fresh, signed documents that the fleet accepts without escalating.</summary>
public sealed class PcsFactory(PcsSignature signature, TimeProvider time)
{
    private static readonly int[] Scales = [2, 4, 8, 16, 32];
    private long sequence;

    public PcsDocument Create()
    {
        var merkleRoot = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var shard = $"shard-{Random.Shared.Next(64):D2}";
        var epoch = (int)(time.GetUtcNow().ToUnixTimeSeconds() / 60);
        var exponent = 0.8 + Random.Shared.NextDouble() * 2.1;
        var counts = Scales.ToDictionary(scale => $"{scale}", scale => (int)Math.Max(1, Math.Round(Math.Pow(scale, exponent))));
        var dimension = PcsVerifier.Dimension(Scales, counts)!.Value;
        var coherence = Math.Round(Random.Shared.NextDouble(), 4);
        var r = Math.Round(Random.Shared.NextDouble(), 4);
        return signature.Sign(new PcsDocument
        {
            PcsId = PcsDocument.IdOf(merkleRoot, epoch, shard),
            Schema = PcsVerifier.Schema,
            Version = "0.1",
            ShardId = shard,
            Epoch = epoch,
            Attempt = 1,
            SentAt = time.GetUtcNow().UtcDateTime.ToString("O"),
            Seed = Random.Shared.Next(),
            Scales = Scales,
            Counts = counts,
            CohStar = coherence,
            VStar = [1, 0, 0],
            DHat = dimension,
            R = r,
            Regime = PcsVerifier.Regime(dimension, coherence),
            Budget = PcsVerifier.Budget(dimension, coherence, r),
            MerkleRoot = merkleRoot,
            Delivery = new PcsDelivery { OutboxSequence = Interlocked.Increment(ref sequence) },
        });
    }
}
