using System.Text;
using IncidentConsole.Domain.Fleet;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>One client per configured region.</summary>
internal sealed class PrometheusClients(IOptions<PrometheusOptions> options, IHttpClientFactory factory, TimeProvider time)
{
    /// <summary>The named HTTP client of this folder.</summary>
    public const string Http = "prometheus";

    public IReadOnlyList<PrometheusClient> All { get; } =
        [.. options.Value.Regions.Select(each =>
            new PrometheusClient(new RegionId(each.Key), HttpOf(each.Value, options.Value.LargestAnswer, factory), time))];

    private static HttpClient HttpOf(PrometheusRegion region, int largestAnswer, IHttpClientFactory factory)
    {
        var http = factory.CreateClient(Http);
        // With the slash a server that lives under a path keeps it.
        http.BaseAddress = new Uri(region.Url!.AbsoluteUri.TrimEnd('/') + "/");
        http.MaxResponseContentBufferSize = largestAnswer;
        if (region.User is { Length: > 0 } user)
            http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{region.Password}")));
        return http;
    }
}
