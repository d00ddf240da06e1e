using System.Text.Json;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain;

/// <summary>Two results of one id, side by side in words: only the fields in which they differ, or all of what is no JSON object.</summary>
internal static class TwoResults
{
    private const int Longest = 80;

    public static string Words(RegionId left, string leftValue, RegionId right, string rightValue)
    {
        var (mine, theirs) = (Fields(leftValue), Fields(rightValue));
        return mine is null || theirs is null
            ? $"{left}: {leftValue} · {right}: {rightValue}"
            : $"{left}: {Differing(mine, theirs)} · {right}: {Differing(theirs, mine)}";
    }

    private static string Differing(Dictionary<string, JsonElement> of, Dictionary<string, JsonElement> other)
    {
        var differing = of.Where(field => !other.TryGetValue(field.Key, out var value) || !JsonElement.DeepEquals(field.Value, value)).Select(field => $"{field.Key} {Short($"{field.Value}")}").ToList();
        return differing.Count == 0 ? "nothing more" : string.Join(", ", differing);
    }

    // JSON writes true and false as .NET does not.
    private static string Short(string value) => value is "True" or "False" ? value.ToLowerInvariant() : value.Length <= Longest ? value : $"{value[..Longest]}…";

    private static Dictionary<string, JsonElement>? Fields(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return document.RootElement.ValueKind != JsonValueKind.Object ? null
                : document.RootElement.EnumerateObject().DistinctBy(field => field.Name).ToDictionary(field => field.Name, field => field.Value.Clone());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
