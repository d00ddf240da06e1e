using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The one way events become JSON: in the database, in the hash chain and in exports.</summary>
public static class EventJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        // What is derived from the rest (a change's undo, its diff) is no fact of its own.
        IgnoreReadOnlyProperties = true,
        // It goes to a database, never into a page without the renderer's own escaping; people read exports.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Serialize(IncidentEvent incidentEvent) => JsonSerializer.Serialize(incidentEvent, Options);

    public static IncidentEvent Deserialize(string json) =>
        JsonSerializer.Deserialize<IncidentEvent>(json, Options) ?? throw new InvalidDataException("An event is null.");
}
