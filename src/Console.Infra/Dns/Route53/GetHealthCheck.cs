using System.Globalization;
using static IncidentConsole.Infra.Dns.Route53.Route53Xml;

namespace IncidentConsole.Infra.Dns.Route53;

internal static class GetHealthCheck
{
    /// <summary>How a health check is set.</summary>
    public static async Task<HealthCheckSettings> HealthCheckSettingsAsync(this Route53Client client, string healthCheckId, CancellationToken cancellationToken)
    {
        var answer = await client.CallAsync(new Route53Call(HttpMethod.Get, $"/healthcheck/{healthCheckId}"), cancellationToken);
        var settings = answer.Descendants(Namespace + "HealthCheckConfig").First();
        return new(
            TimeSpan.FromSeconds(int.Parse(settings.Required("RequestInterval"), CultureInfo.InvariantCulture)),
            int.Parse(settings.Required("FailureThreshold"), CultureInfo.InvariantCulture))
        {
            IsDisabled = settings.Text("Disabled") == "true",
            IsInverted = settings.Text("Inverted") == "true",
        };
    }
}
