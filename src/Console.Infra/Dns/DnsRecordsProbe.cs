using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Dns;

/// <summary>The record sets of the public name, as its provider keeps them.</summary>
internal sealed class DnsRecordsProbe(FleetPolicy policy, IOptions<DnsOptions> options, IDnsProvider provider, LoadBalancers loadBalancers,
    TimeProvider time) : IProbe
{
    public string Name => "dns/records";

    public TimeSpan Every => options.Value.Every;

    public TimeSpan TimeBox => options.Value.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var state = (await provider.ListAsync(policy.PublicName, cancellationToken)).State;
            return [new DnsRecords(Health.Pass, state, provider.Name, time.GetUtcNow(), Every, $"{state.Records.Length} record sets")
            {
                OffTarget = await loadBalancers.OffTargetAsync([.. state.Records.SelectMany(record => record.Destinations).Distinct()],
                    cancellationToken),
            }];
        }
        catch (Exception failure) when (provider.Judge(failure).Words is { } words)
        {
            throw new CouldNotAskException(words, failure);
        }
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) =>
        [new DnsRecords(Health.Unknown, null, provider.Name, at, Every, reason)];
}
