using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents.Unread;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The one way events become JSON: in the database, in the hash chain and in exports.</summary>
public static class EventJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ProcedureResult.Describe } },
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        // What is derived from the rest (a change's undo, its diff) is no fact of its own.
        IgnoreReadOnlyProperties = true,
        // It goes to a database, never into a page without the renderer's own escaping; people read exports.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // What is missing must be found here, where it costs one entry, and not on a page that trusts it to be there.
    private static readonly JsonSerializerOptions Reading = new(Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The text that is stored and hashed; of an entry this build does not know, the very text it was read from.</summary>
    public static string Serialize(IncidentEvent incidentEvent) =>
        incidentEvent is UnreadEvent unread ? unread.Json : JsonSerializer.Serialize(incidentEvent, Options);

    /// <summary>Never throws: what this build cannot read is an <see cref="UnreadEvent"/>.</summary>
    public static IncidentEvent Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<IncidentEvent>(json, Reading) ?? UnreadEvent.Of(json, null);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // Not only what the reader throws: what a type's own constructor refuses is as unknown as a type.
            return UnreadEvent.Of(json, problem);
        }
    }
}
