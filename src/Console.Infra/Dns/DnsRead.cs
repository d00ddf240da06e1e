using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Readiness;

namespace IncidentConsole.Infra.Dns;

/// <summary>
/// As much of a failover as can be tried without touching the name: the records and the health checks are read with the credentials that would
/// change them. That they may change them is not proven here.
/// </summary>
internal sealed class DnsRead(IDnsProvider provider, LoadBalancers loadBalancers, FleetPolicy policy, TimeProvider time) : IReadinessCheck
{
    public string Key => "dns-read";
    public string Title => $"The console can read what it would change in {provider.Name}";
    public ReadinessGroup Group => ReadinessGroup.DryRun;

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) =>
        Places.AskAsync([provider], _ => provider.Name, (_, token) => ProviderQuestion.AskAsync(provider, () => ReadAsync(token), token), time, cancellationToken);

    private async Task<ReadinessFinding> ReadAsync(CancellationToken cancellationToken)
    {
        var state = (await provider.ListAsync(policy.PublicName, cancellationToken)).State;
        var records = state.Records;
        if (records.IsEmpty) return ReadinessFinding.Fail($"{policy.PublicName} has no record in the zone", "Look at Fleet:PublicName and the zone's id in the Dns section.");
        if (policy.Regions.FirstOrDefault(region => !Array.Exists([.. records], record => record.LeadsTo(region))) is { } missing && records.Length > 1)
            return ReadinessFinding.Fail($"no record of {policy.PublicName} leads to {missing.LoadBalancer}", $"Look at Fleet:Regions ({missing.Id}) and the records in {provider.Name}.");
        var offTarget = await loadBalancers.OffTargetAsync([.. records.SelectMany(record => record.Destinations).Distinct()],
            cancellationToken);
        if (OffTargetRecords.Of(state, offTarget).ToList() is { Count: > 0 } strays)
            return ReadinessFinding.Fail(string.Join("; ", strays), $"Remove that record in {provider.Name}, or give it weight 0.");
        foreach (var check in provider.HealthChecks) await provider.HealthAsync(check.Value, cancellationToken);
        return ReadinessFinding.Pass($"{records.Length} records of {policy.PublicName} and {provider.HealthChecks.Count()} health checks read; that they may be changed is not proven here");
    }
}
