using System.Text.Json;
using IncidentConsole.Domain.Reconciliation;

namespace IncidentConsole.Infra.Redis;

/// <summary>The verdict a backend keeps for a PCS, as it answers it again and again.</summary>
internal static class StoredAnswer
{
    public static PcsAnswer Of(string? result)
    {
        var (accepted, escalated, reason) = Read(result);
        return accepted && !escalated ? new(PcsFate.New, "accepted") : new(PcsFate.Escalated, $"{(accepted ? "escalated" : "not accepted")}: {reason}");
    }

    /// <summary>What is no verdict was not accepted.</summary>
    private static (bool Accepted, bool Escalated, string? Reason) Read(string? result)
    {
        try
        {
            using var json = JsonDocument.Parse(result ?? "");
            return json.RootElement is { ValueKind: JsonValueKind.Object } answer ? (Is(answer, "accepted"), Is(answer, "escalated"), Words(answer)) : (false, false, "no verdict");
        }
        catch (JsonException)
        {
            return (false, false, "no verdict");
        }
    }

    private static bool Is(JsonElement answer, string name) => answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string? Words(JsonElement answer) => answer.TryGetProperty("reason", out var reason) && reason.ValueKind == JsonValueKind.String ? reason.GetString() : null;
}
