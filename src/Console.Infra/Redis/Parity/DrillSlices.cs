using System.Collections;

namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>The buckets that differ, in portions whose keys fit into a fixed amount of memory.</summary>
internal static class DrillSlices
{
    /// <param name="mostKeys">Keys a portion may hold; a single fuller bucket is a portion of its own.</param>
    public static IEnumerable<BitArray> Of(Fingerprint left, Fingerprint right, long mostKeys)
    {
        var slice = new BitArray(Fingerprint.Buckets);
        var keys = 0L;
        for (var bucket = 0; bucket < Fingerprint.Buckets; bucket++)
        {
            if (!left.DiffersFrom(right, bucket)) continue;
            var more = left.CountIn(bucket) + right.CountIn(bucket);
            if (keys > 0 && keys + more > mostKeys)
            {
                yield return slice;
                slice = new BitArray(Fingerprint.Buckets);
                keys = 0;
            }
            slice[bucket] = true;
            keys += more;
        }
        if (keys > 0) yield return slice;
    }
}
