using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Dns;

/// <summary>Without its provider the public name cannot be moved.</summary>
internal sealed class DnsProviderDependency(IDnsProvider provider, FleetPolicy policy, IOptions<DnsOptions> options, TimeProvider time) : IDependency
{
    public string Name => provider.Name;

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.TimeBox, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var listed = await provider.ListAsync(policy.PublicName, either.Token);
            return listed.State.Records.Length > 0 ? null : $"{policy.PublicName} has no record in the zone";
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return provider.Judge(failure).Words ?? Reason.Of(failure, options.Value.TimeBox);
        }
    }
}
