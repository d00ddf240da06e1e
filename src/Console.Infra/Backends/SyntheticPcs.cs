using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IncidentConsole.Infra.Backends;

/// <summary>
/// A submission the fleet accepts without escalating, made up by the console. Four counts on the line of slope 1.5; every float is one all
/// languages write alike, so that the signature does not depend on who formats it.
/// </summary>
internal sealed record SyntheticPcs(string PcsId, string Json)
{
    public const string Shard = "incident-console";
    private const double Dimension = 1.5;
    private const double Coherence = 0.5;
    private const double Regularity = 0.5;
    private const double Budget = 0.35; // 0.10 + 0.30 * (1 - r) + 0.20 * coh_star; D_hat below 2.2 adds nothing
    private static readonly int[] Scales = [4, 16, 64, 256];

    /// <summary>One that no dedup store knows yet.</summary>
    public static SyntheticPcs Fresh(string? signingKey, TimeProvider time) =>
        Create(RandomNumberGenerator.GetHexString(64, lowercase: true), time.GetUtcNow(), signingKey);

    public static SyntheticPcs Create(string merkleRoot, DateTimeOffset sentAt, string? signingKey)
    {
        var epoch = sentAt.ToUnixTimeSeconds() / 60;
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{merkleRoot}|{epoch}|{Shard}")));
        var json = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["pcs_id"] = id,
            ["schema"] = "fractal-lba-kakeya",
            ["version"] = "0.1",
            ["shard_id"] = Shard,
            ["epoch"] = epoch,
            ["attempt"] = 1,
            ["sent_at"] = sentAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["seed"] = 0,
            ["scales"] = Scales,
            ["N_j"] = Scales.ToDictionary(scale => $"{scale}", scale => (int)Math.Round(Math.Pow(scale, Dimension))),
            ["coh_star"] = Coherence,
            ["v_star"] = new List<int> { 1, 0, 0 },
            ["D_hat"] = Dimension,
            ["r"] = Regularity,
            ["regime"] = "mixed",
            ["budget"] = Budget,
            ["merkle_root"] = merkleRoot,
            ["sig"] = string.IsNullOrEmpty(signingKey) ? "" : Sign(id, merkleRoot, epoch, signingKey),
            ["ft"] = new { outbox_seq = 0, degraded = false, fallbacks = Array.Empty<string>(), clock_skew_ms = 0 },
        }, Plain);
        return new(id, json);
    }

    // Base64 has "+", which the default encoder would write as an escape: as valid, but not what a person expects in a command line.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Sign(string id, string merkleRoot, long epoch, string key)
    {
        var signed = $$"""{"budget":{{Rounded(Budget)}},"coh_star":{{Rounded(Coherence)}},"D_hat":{{Rounded(Dimension)}},"""
            + $$"""
            "epoch":{{epoch}},"merkle_root":"{{merkleRoot}}","pcs_id":"{{id}}","r":{{Rounded(Regularity)}},"shard_id":"{{Shard}}"}
            """;
        return Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(signed)));
    }

    private static string Rounded(double value) => Math.Round(value, 9).ToString(CultureInfo.InvariantCulture);
}
