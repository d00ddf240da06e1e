using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Dns;

/// <summary>The DNS provider's own health check of one region: a vantage point outside of the fleet.</summary>
internal sealed class ProviderHealthProbe(RegionId region, string healthCheckId, IOptions<DnsOptions> options, IDnsProvider provider, TimeProvider time) : IProbe
{
    private readonly string vantage = $"{provider.Name} health check";

    public string Name => $"dns/health/{region}";

    public TimeSpan Every => options.Value.Every;

    public TimeSpan TimeBox => options.Value.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var health = await provider.HealthAsync(healthCheckId, cancellationToken);
            return [Probe(health.Result, time.GetUtcNow(), health.Detail)];
        }
        catch (Exception failure) when (provider.Judge(failure).Words is { } words)
        {
            throw new CouldNotAskException(words, failure);
        }
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) => [Probe(Health.Unknown, at, reason)];

    // The checkers have counted failures themselves, so one is enough here.
    private HealthProbe Probe(Health result, DateTimeOffset at, string detail) =>
        new(region, vantage, result, 1, vantage, at, Every, detail) { ByProvider = true };
}
