using System.Globalization;
using System.Xml.Linq;
using static IncidentConsole.Infra.Dns.Route53.Route53Xml;

namespace IncidentConsole.Infra.Dns.Route53;

internal static class GetHealthCheckStatus
{
    /// <summary>What each checker of a health check saw last.</summary>
    public static async Task<IReadOnlyList<CheckerReport>> HealthCheckStatusAsync(
        this Route53Client client, string healthCheckId, CancellationToken cancellationToken)
    {
        var answer = await client.CallAsync(new Route53Call(HttpMethod.Get, $"/healthcheck/{healthCheckId}/status"), cancellationToken);
        return [.. answer.Descendants(Namespace + "StatusReport").Select(Read)];
    }

    private static CheckerReport Read(XElement report) => new(
        report.Required("Status"),
        DateTimeOffset.Parse(report.Required("CheckedTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
}

/// <param name="Status">In the service's words: <c>Success: HTTP Status Code 200, OK</c>.</param>
internal sealed record CheckerReport(string Status, DateTimeOffset CheckedAt)
{
    public bool IsSuccess => Status.StartsWith("Success", StringComparison.Ordinal);
}
