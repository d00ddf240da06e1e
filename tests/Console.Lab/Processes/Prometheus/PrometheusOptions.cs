using System.Net;

namespace IncidentConsole.Lab.Processes.Prometheus;

/// <summary>What a region's Prometheus watches.</summary>
/// <param name="Region">Put on every series it scrapes, as the backends do not say it.</param>
/// <param name="Folder">Its configuration and data.</param>
/// <param name="Port">Where it listens.</param>
/// <param name="BlackboxPort">Where the region's blackbox exporter listens.</param>
/// <param name="RangeMetrics">What the range itself exports for the region: the replica applier's progress.</param>
/// <param name="Peers">Peer region to its load balancer, as seen from this region.</param>
/// <param name="Commander">Who commands the fleet, once somebody does.</param>
public sealed record PrometheusOptions(
    string Region, string Folder, int Port, int BlackboxPort, Uri RangeMetrics, IReadOnlyDictionary<string, IPEndPoint> Peers, ScrapeFiles Commander);
