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
        return await Places.AskAsync(provider.HealthChecks, check => check.Key, (check, token) => CheckAsync(check.Value, token), time, cancellationToken);
    }

    private Task<ReadinessFinding> CheckAsync(string id, CancellationToken cancellationToken) => ProviderQuestion.AskAsync(provider, async () =>
    {
        if (await provider.SettingsAsync(id, cancellationToken) is not { } set)
            return ReadinessFinding.Unknown("kept in the pool's monitor, which is not read", $"Look at the monitor in {provider.Name}: each {Text.Span(policy.Readiness.ProbeEvery)}, {policy.Readiness.ProbeFailures} retries at most.");
        var words = $"each {Text.Span(set.Interval)}, {set.Failures} failures in a row";
        return set.Interval <= policy.Readiness.ProbeEvery && set.Failures <= policy.Readiness.ProbeFailures ? ReadinessFinding.Pass(words)
            : ReadinessFinding.Fail(words, $"Set the health check in {provider.Name} to {Text.Span(policy.Readiness.ProbeEvery)} and {policy.Readiness.ProbeFailures} failures: the provider fails over no sooner.");
    }, cancellationToken);
}
