namespace IncidentConsole.Lab.Fleet.Pcs;

/// <summary>The fleet's verdict on a document. What is odd but plausible is accepted and escalated; what cannot be is only escalated.</summary>
public static class PcsVerifier
{
    public const string Schema = "fractal-lba-kakeya";
    private const double DimensionTolerance = 0.15;
    private const double BudgetTolerance = 0.01;
    private const double MaxCoherence = 1.05;

    public static VerifyResult Verify(PcsDocument pcs)
    {
        if (Malformed(pcs) is { } malformed)
            return Refused($"validation failed: {malformed}");
        if (MissingCount(pcs) is { } missing)
            return Refused($"D_hat recomputation failed: {missing}");
        if (Dimension(pcs.Scales, pcs.Counts) is not { } dimension)
            return Refused("D_hat recomputation failed: need at least two different scales");

        var off = Math.Abs(pcs.DHat - dimension);
        if (off > DimensionTolerance)
            return Refused($"D_hat out of tolerance: claimed={pcs.DHat:F4}, recomputed={dimension:F4}, diff={off:F4}") with { RecomputedDHat = dimension };
        if (pcs.CohStar is < 0 or > MaxCoherence)
            return Refused($"coh_star out of bounds: {pcs.CohStar:F4} not in [0, {MaxCoherence:F4}]");

        var budget = Budget(pcs.DHat, pcs.CohStar, pcs.R);
        var accepted = new VerifyResult { Accepted = true, RecomputedDHat = dimension, RecomputedBudget = budget };
        var regime = Regime(pcs.DHat, pcs.CohStar);
        if (pcs.Regime != regime)
            return accepted with { Escalated = true, Reason = $"regime mismatch: claimed={pcs.Regime}, expected={regime}" };
        if (Math.Abs(pcs.Budget - budget) > BudgetTolerance)
            return accepted with { Escalated = true, Reason = $"budget deviation: claimed={pcs.Budget:F4}, recomputed={budget:F4}" };
        return accepted;
    }

    public static string Regime(double dimension, double coherence) =>
        coherence >= 0.70 && dimension <= 1.5 ? "sticky" : dimension >= 2.6 ? "non_sticky" : "mixed";

    public static double Budget(double dimension, double coherence, double r) =>
        Math.Round(Math.Clamp(0.10 + 0.30 * (1 - r) + 0.50 * Math.Max(0, dimension - 2.2) + 0.20 * coherence, 0, 1), 9);

    /// <summary>Slope of log2 count over log2 scale; every scale must have a positive count.</summary>
    public static double? Dimension(IReadOnlyList<int> scales, IReadOnlyDictionary<string, int> counts) =>
        TheilSen.Slope([.. scales.Select(scale => (Math.Log2(scale), Math.Log2(counts[$"{scale}"])))]);

    private static string? MissingCount(PcsDocument pcs) => pcs.Scales
        .Where(scale => pcs.Counts.GetValueOrDefault($"{scale}") <= 0)
        .Select(scale => $"no positive N_j entry for scale {scale}")
        .FirstOrDefault();

    private static string? Malformed(PcsDocument pcs) => pcs switch
    {
        { PcsId: "" } => "pcs_id is required",
        { Schema: not Schema } => $"invalid schema: expected {Schema}, got {pcs.Schema}",
        { Version: "" } => "version is required",
        { ShardId: "" } => "shard_id is required",
        { Epoch: < 0 } => "epoch must be non-negative",
        { Scales: null or { Count: 0 } } => "scales cannot be empty",
        { MerkleRoot: "" } => "merkle_root is required",
        _ when pcs.PcsId != PcsDocument.IdOf(pcs.MerkleRoot, pcs.Epoch, pcs.ShardId) => "pcs_id mismatch",
        _ => null,
    };

    private static VerifyResult Refused(string reason) => new() { Escalated = true, Reason = reason };
}
