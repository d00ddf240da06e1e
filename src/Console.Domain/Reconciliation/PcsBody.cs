using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>What a reconciliation must know of a PCS. The rest is the fleet's business.</summary>
/// <param name="Tenant">Null when the record carries none, as today's fleet writes it.</param>
/// <param name="IsGenuine">The id is the one its contents demand: lowercase hex SHA-256 of <c>merkle_root|epoch|shard_id</c>.</param>
internal readonly record struct PcsBody(string Id, string? Tenant, bool IsGenuine)
{
    /// <summary>Null when the body is no JSON object with an id.</summary>
    public static PcsBody? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } pcs && TextOf(pcs, "pcs_id") is { Length: > 0 } id
                ? new PcsBody(id, TextOf(pcs, "tenant_id"), id == IdOf(pcs))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string IdOf(JsonElement pcs)
    {
        var epoch = pcs.TryGetProperty("epoch", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetRawText() : "0";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{TextOf(pcs, "merkle_root")}|{epoch}|{TextOf(pcs, "shard_id")}")));
    }

    private static string? TextOf(JsonElement pcs, string name) =>
        pcs.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
