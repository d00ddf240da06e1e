using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Alerts;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Api.Alerts;

/// <summary>One alert of a webhook message, read as far as it can be.</summary>
internal static class AlertmanagerAlert
{
    private const int MostCharacters = 200;

    // Which label says the region: most say it so; a lag or a comparison names two, and the first of them is what fails.
    private static readonly string[] RegionLabels = ["region", "from", "left"];

    /// <returns>Null for what is no alert at all.</returns>
    public static ReceivedAlert? Read(JsonElement alert, IReadOnlySet<string> regions, DateTimeOffset now)
    {
        if (alert.ValueKind != JsonValueKind.Object) return null;
        var (labels, annotations) = (Texts(alert, "labels"), Texts(alert, "annotations"));
        var region = RegionLabels.Select(label => labels.GetValueOrDefault(label)).FirstOrDefault(value => value is not null
            && regions.Contains(value));
        return new(
            Text(alert, "fingerprint") ?? string.Join('\n', labels.OrderBy(label => label.Key, StringComparer.Ordinal)
                .Select(label => $"{label.Key}={label.Value}")),
            Short(labels.GetValueOrDefault("alertname") ?? "unnamed"),
            region is null ? null : new RegionId(region),
            labels.GetValueOrDefault("severity") is { } severity ? Short(severity) : null,
            Text(alert, "status") != "resolved",
            // A start that cannot be read is at the latest now.
            DateTimeOffset.TryParse(Text(alert, "startsAt"), CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : now,
            Short(annotations.GetValueOrDefault("summary") ?? annotations.GetValueOrDefault("description") ?? ""));
    }

    private static Dictionary<string, string> Texts(JsonElement alert, string name) =>
        alert.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Object
            ? found.EnumerateObject().DistinctBy(each => each.Name).Select(each => (each.Name, Value: Text(each.Value))).Where(each =>
                each.Value is not null).ToDictionary(each => each.Name, each => each.Value!)
            : [];

    private static string? Text(JsonElement alert, string name) => alert.TryGetProperty(name, out var found) ? Text(found) : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static string Short(string text) => PlainText.Of(text) is var clean && clean.Length > MostCharacters ? clean[..MostCharacters]
        : clean;
}
