using System.Text;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Fleet.Backend;

/// <summary>The fault that acts on what pods export: the counters of submissions are no number any more.</summary>
internal static class OddMetrics
{
    private const string Counter = "flk_ingest_total ";

    public static async Task WriteAsync(
        BackendMetrics metrics, string region, FaultBoard faults, HttpResponse response, CancellationToken cancellationToken)
    {
        if (faults.Find("metrics-nan", region) is not { } fault)
        {
            await metrics.WriteAsync(response.Body, response, cancellationToken);
            return;
        }
        using var exported = new MemoryStream();
        await metrics.WriteAsync(exported, response, cancellationToken);
        var odd = fault.Text("value") ?? "NaN";
        var lines = Encoding.UTF8.GetString(exported.ToArray()).Split('\n')
            .Select(line => line.StartsWith(Counter, StringComparison.Ordinal) ? Counter + odd : line);
        await response.WriteAsync(string.Join('\n', lines), cancellationToken);
    }
}
