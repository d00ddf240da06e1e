using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Infra.Dns.Cloudflare;

/// <summary>Cloudflare: a plain record of one zone, or a load balancer with a pool a region.</summary>
internal sealed class CloudflareProvider(CloudflareOptions options, IHttpClientFactory factory, TimeProvider time) : IDnsProvider
{
    private readonly CloudflareClient client = new(options, factory, time);

    // Cloudflare names records and pools by ids that the state does not show; the command needs them.
    private ICloudflareName? latest;

    public string Name => "Cloudflare";

    public TimeSpan CallTimeout => options.CallTimeout;

    public TimeSpan ThrottlePatience => options.ThrottlePatience;

    public IEnumerable<KeyValuePair<string, string>> HealthChecks => options.HealthChecks;

    public async Task<IListedName> ListAsync(string name, CancellationToken cancellationToken)
    {
        var listed = string.IsNullOrEmpty(options.LoadBalancerId)
            ? new PlainRecords(options.ZoneId, await client.GetAsync<IReadOnlyList<DnsRecord>>(PlainRecords.Query(options.ZoneId, name), cancellationToken))
            : await PoolsAsync(name, options.LoadBalancerId, cancellationToken);
        latest = listed;
        return new Listed(listed, client);
    }

    public async Task<ProviderHealth> HealthAsync(string healthCheckId, CancellationToken cancellationToken) =>
        (await client.GetAsync<PoolHealth>($"accounts/{options.AccountId}/load_balancers/pools/{Uri.EscapeDataString(healthCheckId)}/health", cancellationToken)).Verdict();

    public Task<HealthCheckSettings?> SettingsAsync(string healthCheckId, CancellationToken cancellationToken) => Task.FromResult<HealthCheckSettings?>(null);

    public string Command(Change change) => latest is { } listed
        ? CloudflareCommand.Of(listed.Call(change), client.ServiceUrl)
        : "# The ids are not known before Cloudflare has been read once.";

    public ProviderFailure Judge(Exception failure) => failure is CloudflareException said
        ? said.Judge()
        : new(ProviderFailure.WasNeverSent(failure) ? FailureKind.NeverSent : FailureKind.Unclear, null);

    private async Task<ICloudflareName> PoolsAsync(string name, string balancerId, CancellationToken cancellationToken)
    {
        var balancer = client.GetAsync<LoadBalancer>($"zones/{options.ZoneId}/load_balancers/{balancerId}", cancellationToken);
        var pools = client.GetAsync<IReadOnlyList<Pool>>($"accounts/{options.AccountId}/load_balancers/pools", cancellationToken);
        await Task.WhenAll(balancer, pools);
        return new WeightedPools(options.ZoneId, name, await balancer, await pools);
    }

    private sealed class Listed(ICloudflareName name, CloudflareClient client) : IListedName
    {
        public DnsState State => name.State;

        public string? Obstacle(DnsState after) => name.Obstacle(after);

        public async Task<IsInSync?> ChangeAsync(Change change, CancellationToken cancellationToken)
        {
            await client.SendAsync(name.Call(change), cancellationToken);
            return null;
        }
    }
}
