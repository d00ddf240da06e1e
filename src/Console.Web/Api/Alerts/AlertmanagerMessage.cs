using System.Text.Json;

namespace IncidentConsole.Web.Api.Alerts;

/// <summary>The webhook message of Alertmanager and of Grafana. What they add in later versions is passed over.</summary>
/// <param name="Alerts">Each is read by itself: one that is odd costs no other.</param>
internal sealed record AlertmanagerMessage(IReadOnlyList<JsonElement>? Alerts)
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web);
}
