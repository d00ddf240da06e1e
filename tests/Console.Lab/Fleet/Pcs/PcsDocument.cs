using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentConsole.Lab.Fleet.Pcs;

/// <summary>A proof-of-computation summary, as clients send it. A missing field reads as empty or zero, as the fleet's own parser has it.</summary>
public sealed record PcsDocument
{
    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true };

    [JsonPropertyName("pcs_id")] public string PcsId { get; init; } = "";

    [JsonPropertyName("schema")] public string Schema { get; init; } = "";

    [JsonPropertyName("version")] public string Version { get; init; } = "";

    [JsonPropertyName("shard_id")] public string ShardId { get; init; } = "";

    [JsonPropertyName("epoch")] public int Epoch { get; init; }

    [JsonPropertyName("attempt")] public int Attempt { get; init; }

    [JsonPropertyName("sent_at")] public string SentAt { get; init; } = "";

    [JsonPropertyName("seed")] public long Seed { get; init; }

    [JsonPropertyName("scales")] public IReadOnlyList<int> Scales { get; init; } = [];

    [JsonPropertyName("N_j")] public IReadOnlyDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>();

    [JsonPropertyName("coh_star")] public double CohStar { get; init; }

    [JsonPropertyName("v_star")] public IReadOnlyList<double> VStar { get; init; } = [];

    [JsonPropertyName("D_hat")] public double DHat { get; init; }

    [JsonPropertyName("r")] public double R { get; init; }

    [JsonPropertyName("regime")] public string Regime { get; init; } = "";

    [JsonPropertyName("budget")] public double Budget { get; init; }

    [JsonPropertyName("merkle_root")] public string MerkleRoot { get; init; } = "";

    [JsonPropertyName("sig")] public string Signature { get; init; } = "";

    [JsonPropertyName("ft")] public PcsDelivery Delivery { get; init; } = new();

    /// <summary>The id a document must carry: lowercase hex SHA-256 of <c>merkle_root|epoch|shard_id</c>.</summary>
    public static string IdOf(string merkleRoot, int epoch, string shardId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{merkleRoot}|{epoch}|{shardId}")));

    /// <summary>Null when the body is no such JSON document.</summary>
    public static PcsDocument? TryParse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<PcsDocument>(body, Strict) ?? new PcsDocument();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>How a document was delivered.</summary>
public sealed record PcsDelivery
{
    [JsonPropertyName("outbox_seq")] public long OutboxSequence { get; init; }

    [JsonPropertyName("degraded")] public bool Degraded { get; init; }

    [JsonPropertyName("fallbacks")] public IReadOnlyList<string> Fallbacks { get; init; } = [];

    [JsonPropertyName("clock_skew_ms")] public int ClockSkewMilliseconds { get; init; }
}
