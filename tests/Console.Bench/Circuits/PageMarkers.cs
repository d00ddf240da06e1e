using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IncidentConsole.Bench.Circuits;

/// <summary>What a prerendered page holds for the circuit that takes it over.</summary>
/// <param name="Components">The interactive components, as the operations that add them.</param>
/// <param name="State">What the server wants back, protected by it.</param>
internal sealed partial record PageMarkers(string Components, string State)
{
    public static PageMarkers In(string html)
    {
        // A component ends with a marker too, which describes nothing.
        var operations = Marker().Matches(html)
            .Select(match => JsonNode.Parse(match.Groups[1].Value)!.AsObject())
            .Where(marker => marker.ContainsKey("descriptor"))
            .Select((marker, at) => (JsonNode)new JsonObject { ["type"] = "add", ["ssrComponentId"] = at + 1, ["marker"] = marker })
            .ToArray();
        if (operations.Length == 0) throw new InvalidOperationException("The page has no interactive component.");
        var batch = new JsonObject { ["batchId"] = 1, ["operations"] = new JsonArray(operations) };
        return new(batch.ToJsonString(), ServerState().Match(html).Groups[1].Value);
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex ServerState();
}
