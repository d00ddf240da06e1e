using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentConsole.Domain.Incidents.Unread;

/// <summary>
/// An entry this build cannot read: its type, or a value in it, came with a newer version; or it is damaged. It is kept and shown with the text
/// it is stored as, which is what its hash covers, and a build that knows it reads it.
/// </summary>
/// <param name="Type">As stored; null when the text names none.</param>
/// <param name="Json">The stored text, byte for byte.</param>
/// <param name="Why">What cannot be read, in a few words.</param>
public sealed record UnreadEvent(string? Type, string Json, string Why) : IncidentEvent
{
    private static readonly HashSet<string> Known =
        [.. typeof(IncidentEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => kind.TypeDiscriminator).OfType<string>()];

    public override EventKind Kind => EventKind.Key;

    public override string Sentence => $"(written by a newer version: {Why}) {Json}";

    /// <param name="problem">What reading it came to; null when it read as nothing.</param>
    internal static UnreadEvent Of(string json, Exception? problem)
    {
        var type = TypeOf(json);
        return new(type, json, type is null ? "it names no event type"
            : !Known.Contains(type) ? $"this build has no event type “{type}”"
            : $"“{type}” holds a value this build cannot read{At(problem)}");
    }

    private static string At(Exception? problem) => problem is JsonException { Path: { Length: > 1 } path } ? $", at {path}" : "";

    private static string? TypeOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("type", out var type)
                && type.ValueKind == JsonValueKind.String ? type.GetString() : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
