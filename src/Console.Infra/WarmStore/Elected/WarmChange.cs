using System.Text.Json;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.WarmStore.Elected;

/// <summary>One row of one region, as it was seen and as it is to be. Both are JSON; null is the column's null.</summary>
internal sealed record WarmChange(RegionId Region, string Id, string? Seen, string? Elected)
{
    public WarmChange Back() => new(Region, Id, Elected, Seen);

    public static byte[] ToLines(IEnumerable<WarmChange> changes) =>
        [.. changes.SelectMany(each => JsonSerializer.SerializeToUtf8Bytes(each, JsonSerializerOptions.Web).Append((byte)'\n'))];

    public static async Task<List<WarmChange>> FromLinesAsync(byte[] lines, CancellationToken cancellationToken)
    {
        var changes = new List<WarmChange>();
        using var reader = new StreamReader(new MemoryStream(lines));
        while (await reader.ReadLineAsync(cancellationToken) is { } line) changes.Add(JsonSerializer.Deserialize<WarmChange>(line, JsonSerializerOptions.Web)!);
        return changes;
    }
}

/// <summary>A row both regions have, with different results.</summary>
internal sealed record WarmConflict(string Id, string? First, string? Second);
