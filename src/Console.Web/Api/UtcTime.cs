using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentConsole.Web.Api;

/// <summary>ISO 8601 in, UTC out. A time without an offset is UTC, as everywhere in the console, not the server's own zone.</summary>
internal sealed class UtcTime : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
}
