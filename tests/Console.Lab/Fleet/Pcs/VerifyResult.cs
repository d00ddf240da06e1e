using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentConsole.Lab.Fleet.Pcs;

/// <summary>What the fleet answers to a document and keeps for its duplicates.</summary>
public sealed record VerifyResult
{
    [JsonPropertyName("accepted")] public bool Accepted { get; init; }

    [JsonPropertyName("recomputed_D_hat"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double RecomputedDHat { get; init; }

    [JsonPropertyName("recomputed_budget"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double RecomputedBudget { get; init; }

    [JsonPropertyName("reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    [JsonPropertyName("escalated")] public bool Escalated { get; init; }

    [JsonIgnore] public int StatusCode => Accepted && !Escalated ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;

    public string ToJson() => JsonSerializer.Serialize(this);

    public static VerifyResult FromJson(string json) => JsonSerializer.Deserialize<VerifyResult>(json)!;
}
