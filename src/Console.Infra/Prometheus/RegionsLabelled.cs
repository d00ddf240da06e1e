using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Readiness;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>Each region's metrics carry its own id, by which the console and the alerts tell the regions apart.</summary>
internal sealed class RegionsLabelled(PrometheusClients clients, TimeProvider time) : IReadinessCheck
{
    private const string Label = "region";

    public string Key => "region-ids";
    public string Title => "Each region's metrics carry its own region id";
    public ReadinessGroup Group => ReadinessGroup.Fleet;

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) =>
        Places.AskAsync(clients.All, client => client.Region.Value, CheckAsync, time, cancellationToken);

    private static async Task<ReadinessFinding> CheckAsync(PrometheusClient client, CancellationToken cancellationToken)
    {
        var ids = await client.TargetLabelAsync(Label, cancellationToken);
        if (ids.Contains(client.Region.Value)) return ReadinessFinding.Pass($"{Label}=\"{client.Region}\" is there");
        // Every target has a job: a server without any has only just started, and shows nothing about its labels.
        if (ids.Count == 0 && (await client.TargetLabelAsync("job", cancellationToken)).Count == 0) return ReadinessFinding.Unknown("nothing scraped yet");
        return ReadinessFinding.Fail(ids.Count == 0 ? $"no target has a label {Label}" : $"{Label} is only {string.Join(", ", ids)}",
            $"Add the label {Label}=\"{client.Region}\" to the scrape configuration of the {client.Source}.");
    }
}
