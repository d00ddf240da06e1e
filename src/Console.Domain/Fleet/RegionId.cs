using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentConsole.Domain.Fleet;

/// <summary>The name of a region as configuration spells it, such as <c>eu-west</c>.</summary>
[JsonConverter(typeof(Json))]
public readonly record struct RegionId(string Value) : IComparable<RegionId>
{
    public int CompareTo(RegionId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    public static bool operator <(RegionId left, RegionId right) => left.CompareTo(right) < 0;
    public static bool operator >(RegionId left, RegionId right) => left.CompareTo(right) > 0;
    public static bool operator <=(RegionId left, RegionId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(RegionId left, RegionId right) => left.CompareTo(right) >= 0;

    private sealed class Json : JsonConverter<RegionId>
    {
        public override RegionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);
        public override void Write(Utf8JsonWriter writer, RegionId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
        public override RegionId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);
        public override void WriteAsPropertyName(Utf8JsonWriter writer, RegionId value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value);
    }
}
