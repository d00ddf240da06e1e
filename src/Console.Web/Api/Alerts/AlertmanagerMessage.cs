using System.Text.Json;
using IncidentConsole.Domain.Alerts;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Api.Alerts;

/// <summary>Alertmanager's webhook message, version 4. What it adds in later versions is passed over.</summary>
internal sealed record AlertmanagerMessage(string? Version, IReadOnlyList<AlertmanagerAlert>? Alerts)
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web);
}

/// <param name="Status"><c>firing</c> or <c>resolved</c>.</param>
internal sealed record AlertmanagerAlert(
    string? Status, IReadOnlyDictionary<string, string>? Labels, IReadOnlyDictionary<string, string>? Annotations, DateTimeOffset StartsAt, string? Fingerprint)
{
    private const int MostCharacters = 200;

    // Which label says the region: most say it so; a lag or a comparison names two, and the first of them is what fails.
    private static readonly string[] RegionLabels = ["region", "from", "left"];

    public ReceivedAlert Read(IReadOnlySet<string> regions)
    {
        var labels = Labels ?? new Dictionary<string, string>();
        var region = RegionLabels.Select(label => labels.GetValueOrDefault(label)).FirstOrDefault(value => value is not null && regions.Contains(value));
        var name = Short(labels.GetValueOrDefault("alertname") ?? "unnamed");
        return new(
            Fingerprint ?? string.Join('\n', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}")),
            name, region is null ? null : new RegionId(region), labels.GetValueOrDefault("severity") is { } severity ? Short(severity) : null,
            Status != "resolved", StartsAt.ToUniversalTime(), Short(Annotations?.GetValueOrDefault("summary") ?? Annotations?.GetValueOrDefault("description") ?? ""));
    }

    private static string Short(string text) => PlainText.Of(text) is var clean && clean.Length > MostCharacters ? clean[..MostCharacters] : clean;
}
