using System.Xml.Linq;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>The configured hosted zone.</summary>
internal sealed class Route53Zone(Route53Options options) : IDisposable
{
    // Made with the first call: finding credentials may need what is down at the start.
    private readonly Lazy<Route53Client> client = new(() => Connect(options));

    public string Id { get; } = options.HostedZoneId.Replace("/hostedzone/", "", StringComparison.Ordinal);

    public Task<IReadOnlyList<XElement>> ListAsync(string name, CancellationToken cancellationToken) =>
        client.Value.ListRecordSetsAsync(Id, name, cancellationToken);

    public Task<string> ChangeAsync(IEnumerable<RecordSetChange> changes, string comment, CancellationToken cancellationToken) =>
        client.Value.ChangeRecordSetsAsync(Id, changes, comment, cancellationToken);

    public Task<bool> IsInSyncAsync(string changeId, CancellationToken cancellationToken) =>
        client.Value.IsInSyncAsync(changeId, cancellationToken);

    public Task<IReadOnlyList<CheckerReport>> HealthAsync(string healthCheckId, CancellationToken cancellationToken) =>
        client.Value.HealthCheckStatusAsync(healthCheckId, cancellationToken);

    public Task<HealthCheckSettings> SettingsAsync(string healthCheckId, CancellationToken cancellationToken) =>
        client.Value.HealthCheckSettingsAsync(healthCheckId, cancellationToken);

    public void Dispose()
    {
        if (client.IsValueCreated) client.Value.Dispose();
    }

    private static Route53Client Connect(Route53Options options)
    {
        var config = new Route53ClientConfig(options.ServiceUrl, options.CallTimeout);
        return string.IsNullOrEmpty(options.AccessKey) || string.IsNullOrEmpty(options.SecretKey)
            ? new Route53Client(config)
            : new Route53Client(options.AccessKey, options.SecretKey, config);
    }
}
