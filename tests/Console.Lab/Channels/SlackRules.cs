using System.Collections.Immutable;
using System.Text.Json;

namespace IncidentConsole.Lab.Channels;

/// <summary>What Slack says of a payload. What the range does not know is refused, so that nothing goes unnoticed.</summary>
internal static class SlackRules
{
    private const int MostText = 40_000;
    private const int MostBlocks = 50;
    private const int MostSection = 3_000;
    private const int MostTogether = 13_000;

    /// <summary>Slack's word for what is wrong; null when it is taken.</summary>
    public static string? Error(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object || payload.EnumerateObject().Any(property => property.Name is not ("text" or "blocks"))) return "invalid_payload";
        if (!payload.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String || text.GetString() is not { Length: > 0 and <= MostText }) return "no_text";
        if (!payload.TryGetProperty("blocks", out var blocks)) return null;
        if (blocks.ValueKind != JsonValueKind.Array || blocks.GetArrayLength() is 0 or > MostBlocks || !blocks.EnumerateArray().All(IsSection)) return "invalid_blocks";
        return Sections(payload).Sum(section => section.Length) > MostTogether ? "msg_blocks_too_long" : null;
    }

    public static ImmutableArray<string> Sections(JsonElement payload) => payload.TryGetProperty("blocks", out var blocks)
        ? [.. blocks.EnumerateArray().Select(block => block.GetProperty("text").GetProperty("text").GetString()!)] : [];

    private static bool IsSection(JsonElement block) => block.ValueKind == JsonValueKind.Object
        && block.TryGetProperty("type", out var type) && type.ValueEquals("section")
        && block.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.Object
        && block.EnumerateObject().Count() == 2
        && text.EnumerateObject().All(property => property.Name is "type" or "text" or "verbatim")
        && text.TryGetProperty("type", out var kind) && kind.ValueEquals("mrkdwn")
        && text.TryGetProperty("text", out var words) && words.ValueKind == JsonValueKind.String && words.GetString() is { Length: > 0 and <= MostSection };
}
