using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Backends;

/// <summary>This console looks at the regions at least as often and as strictly as the runbook wants.</summary>
internal sealed class ProbeSettings(IOptions<BackendsOptions> options, FleetPolicy policy) : IReadinessCheck
{
    public string Key => "probe-settings";
    public string Title => $"The console's health checks: each {Text.Span(policy.Readiness.ProbeEvery)}, {Text.Span(policy.Readiness.ProbeTimeout)} timeout, {policy.Readiness.ProbeFailures} failures";
    public ReadinessGroup Group => ReadinessGroup.Fleet;

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken)
    {
        var (set, wanted) = (options.Value, policy.Readiness);
        var words = $"each {Text.Span(set.Every)}, {Text.Span(set.TimeBox)} timeout, {set.FailuresNeeded} failures in a row";
        return Task.FromResult(set.Every <= wanted.ProbeEvery && set.TimeBox <= wanted.ProbeTimeout && set.FailuresNeeded <= wanted.ProbeFailures
            ? ReadinessFinding.Pass(words)
            : ReadinessFinding.Fail(words, "Set Backends:Every, Backends:TimeBox and Backends:FailuresNeeded to what the runbook wants: detection is part of the RTO."));
    }
}
