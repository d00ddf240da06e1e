using System.Text.Json;

namespace IncidentConsole.Infra.Redis.Rebuild;

/// <summary>The id in a request as the WAL has it, without reading the rest of it into objects.</summary>
internal static class PcsId
{
    /// <summary>Null when the body is no JSON object with an id.</summary>
    public static string? Of(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("pcs_id"u8);
                reader.Read();
                if (isId) return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // Refused requests are in the log too.
        }
        return null;
    }
}
