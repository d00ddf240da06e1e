using System.Text.Json;

namespace IncidentConsole.Infra.Redis.Rebuild;

/// <summary>Lists as JSON lines, kept beside the snapshots.</summary>
internal static class Lines
{
    public static byte[] Of<T>(IEnumerable<T> items)
    {
        using var lines = new MemoryStream();
        foreach (var item in items)
        {
            JsonSerializer.Serialize(lines, item, JsonSerializerOptions.Web);
            lines.WriteByte((byte)'\n');
        }
        return lines.ToArray();
    }

    public static List<T> Read<T>(byte[] lines)
    {
        var found = new List<T>();
        var rest = lines.AsSpan();
        for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..]) found.Add(JsonSerializer.Deserialize<T>(rest[..end], JsonSerializerOptions.Web)!);
        return found;
    }
}
