using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>Amazon Route 53: simple and weighted record sets of one hosted zone.</summary>
internal sealed class Route53Provider(Route53Options options, TimeProvider time) : IDnsProvider, IDisposable
{
    private readonly Route53Zone zone = new(options);

    public string Name => "Route 53";

    public TimeSpan CallTimeout => options.CallTimeout;

    public TimeSpan ThrottlePatience => options.ThrottlePatience;

    public IEnumerable<KeyValuePair<string, string>> HealthChecks => options.HealthChecks;

    public async Task<IListedName> ListAsync(string name, CancellationToken cancellationToken) =>
        new ListedRecordSets(zone, await zone.ListAsync(name, cancellationToken));

    public async Task<ProviderHealth> HealthAsync(string healthCheckId, CancellationToken cancellationToken) =>
        CheckerVerdict.Of(await zone.HealthAsync(healthCheckId, cancellationToken), time.GetUtcNow());

    public async Task<HealthCheckSettings?> SettingsAsync(string healthCheckId, CancellationToken cancellationToken) =>
        await zone.SettingsAsync(healthCheckId, cancellationToken);

    public string Command(Change change) => Route53Command.Of(change, zone.Id, options.ServiceUrl);

    public ProviderFailure Judge(Exception failure) => Route53Failure.Of(failure);

    public void Dispose() => zone.Dispose();
}
