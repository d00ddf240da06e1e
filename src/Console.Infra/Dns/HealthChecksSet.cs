using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Readiness;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Dns;

/// <summary>The provider's own health checks, by which it fails over alone, look at least as often and as strictly as the runbook wants.</summary>
internal sealed class HealthChecksSet(IDnsProvider provider, FleetPolicy policy, IOptions<DnsOptions> options, TimeProvider time) : IReadinessCheck
{
    public string Key => "provider-health-checks";
    public string Title => $"{provider.Name}'s health checks: each {Text.Span(policy.Readiness.ProbeEvery)}, {policy.Readiness.ProbeFailures} failures";
    public ReadinessGroup Group => ReadinessGroup.Fleet;

    public async Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken)
    {
        var unwatched = policy.Regions.Where(region => provider.HealthChecks.All(check => check.Key != region.Id)).Select(region => region.Id).ToList();
        if (unwatched.Count > 0)
            return ReadinessFinding.Fail($"{string.Join(", ", unwatched)}: no health check is configured", $"Give each region a health check, and name it in Dns:{options.Value.Provider}:HealthChecks.");
        return await Places.AskAsync<(string Name, Func<CancellationToken, Task<ReadinessFinding>> Ask)>(
        [
            .. provider.HealthChecks.Select(check =>
                (check.Key, (Func<CancellationToken, Task<ReadinessFinding>>)(token => CheckAsync(check.Value, token)))),
            (policy.PublicName, OwnChecksAsync),
        ], each => each.Name, (each, token) => each.Ask(token), time, cancellationToken);
    }

    /// <summary>A record watched by another region's check: with that one down, this one is taken out.</summary>
    private Task<ReadinessFinding> OwnChecksAsync(CancellationToken cancellationToken) => ProviderQuestion.AskAsync(provider, async () =>
    {
        var records = (await provider.ListAsync(policy.PublicName, cancellationToken)).State.Records;
        var checks = provider.HealthChecks.ToDictionary();
        var crossed =
            (from region in policy.Regions
            from record in records
            where record.LeadsTo(region) && record.HealthCheckId is not null && checks.ContainsValue(record.HealthCheckId)
                && checks[region.Id] != record.HealthCheckId
            select $"the record of {region.Id} is watched by {record.HealthCheckId}, the check of {checks.First(check => check.Value == record.HealthCheckId).Key}").ToList();
        return crossed.Count == 0 ? ReadinessFinding.Pass("no record is watched by another region's check")
            : ReadinessFinding.Fail(string.Join("; ", crossed),
                $"Give each record its own region's check in {provider.Name}: a region is taken out when another one fails.");
    }, cancellationToken);

    private Task<ReadinessFinding> CheckAsync(string id, CancellationToken cancellationToken) => ProviderQuestion.AskAsync(provider, async () =>
    {
        if (await provider.SettingsAsync(id, cancellationToken) is not { } set)
            return ReadinessFinding.Unknown("kept in the pool's monitor, which is not read", $"Look at the monitor in {provider.Name}: each {Text.Span(policy.Readiness.ProbeEvery)}, {policy.Readiness.ProbeFailures} retries at most.");
        if (set.IsDisabled)
            return ReadinessFinding.Fail("disabled: it counts as healthy for ever",
                $"Enable the health check in {provider.Name}: the provider never takes the region out.");
        if (set.IsInverted)
            return ReadinessFinding.Fail("inverted: it counts as unhealthy while the region answers",
                $"Switch the inversion off in {provider.Name}.");
        var words = $"each {Text.Span(set.Interval)}, {set.Failures} failures in a row";
        return set.Interval <= policy.Readiness.ProbeEvery && set.Failures <= policy.Readiness.ProbeFailures ? ReadinessFinding.Pass(words)
            : ReadinessFinding.Fail(words, $"Set the health check in {provider.Name} to {Text.Span(policy.Readiness.ProbeEvery)} and {policy.Readiness.ProbeFailures} failures: the provider fails over no sooner.");
    }, cancellationToken);
}
