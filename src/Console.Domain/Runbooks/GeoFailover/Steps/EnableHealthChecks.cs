using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 15: the weighted records a ramp needs, before the ramp.</summary>
internal static class EnableHealthChecks
{
    public const int Number = 15;

    public static Step Step { get; } = new(Number, "enable-health-checks", "Enable GSLB health checks for recovered region", "Enable health checks",
        "Both records of the pair in one batch, each with its health check, at 0/100 first: the traffic comes with item 16.", "6.1")
    {
        Checks = [Watched, HeldOut, Healthy],
        Actions =
        [
            new("enable-health-checks", context => $"Put {context.Failed} back into the records of {context.Policy.PublicName}, at weight 0", NeedsPreview: true)
            {
                Blocked = context => context.FailedState.Verdict.Value == Verdict.Down ? new($"{context.Failed} is down: there is nothing to watch yet.") : null,
                Target = PublicName,
                Change = Plan,
            },
        ],
    };

    internal static Target PublicName(StepContext context) => new(Target.Dns, null, context.Policy.PublicName);

    private static PlanDraft Plan(StepContext context, TargetState now) => RecoveryRecords.Pair((DnsState)now, context.Failed, context.Survivor, context.Policy) switch
    {
        { Refusal: { } refusal } => new() { Refusal = refusal },
        var plan => new() { After = plan.After, Warnings = [.. Warnings(context, (DnsState)now)] },
    };

    private static IEnumerable<string> Warnings(StepContext context, DnsState before)
    {
        if (before.IsSimple)
            yield return "The policy of the name changes from simple to weighted: the record is deleted and the pair created in one batch, and undo is the same the other way.";
        yield return $"A record at weight 0 is answered only while every other is unhealthy: then {context.Failed} gets all traffic, ready or not.";
    }

    private static IEnumerable<Evidence> Watched(StepContext context)
    {
        const string title = "Health check at every record", threshold = "a weighted record a region, each with one";
        if (Records(context) is not { State: { } state } records)
        {
            yield return Unread(context, title, threshold);
            yield break;
        }
        RegionId[] pair = [context.Failed, context.Survivor];
        var missing = pair.Where(region => !state.Records.Any(record => record.LeadsTo(context.Policy.Of(region)) && record.IsWeighted)).ToList();
        var blind = pair.Except(missing).Where(region => state.Records.Any(record => record.LeadsTo(context.Policy.Of(region)) && record.HealthCheckId is null)).ToList();
        yield return new(title, missing.Count + blind.Count == 0 ? Health.Pass : Health.Fail,
            missing.Count > 0 ? $"no weighted record for {string.Join(" and ", missing)}"
            : blind.Count > 0 ? $"none for {string.Join(" and ", blind)}"
            : string.Join(", ", state.Records.Select(record => record.HealthCheckId)), threshold, records.Source, records.ObservedAt);
    }

    private static IEnumerable<Evidence> HeldOut(StepContext context)
    {
        var title = $"{context.Failed} at weight 0";
        if (Records(context) is not { State: { } state } records)
        {
            yield return Unread(context, title, "0");
            yield break;
        }
        var own = state.Records.Where(record => record.LeadsTo(context.Policy.Of(context.Failed))).ToList();
        yield return new(title, own.Count > 0 && own.TrueForAll(record => record.Weight == 0) ? Health.Pass : Health.Fail,
            own.Count == 0 ? "no record" : string.Join(", ", own.Select(record => record.Weight?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "simple")), "0", records.Source, records.ObservedAt);
    }

    private static IEnumerable<Evidence> Healthy(StepContext context)
    {
        const string threshold = "healthy";
        var provider = context.FailedState.VantagePoints.Values.FirstOrDefault(vantage => vantage.Last.ByProvider);
        yield return provider is null
            ? new($"Provider's health check of {context.Failed}", Health.Unknown, "its state is not read: no health check of the region is configured", threshold, "DNS provider", context.Now)
            : new($"{provider.Name} of {context.Failed}", provider.HealthAt(context.Now), provider.Last.Detail, threshold, provider.Last.Source, provider.Last.ObservedAt);
    }

    private static DnsRecords? Records(StepContext context) => context.Fleet.DnsRecords is { State: not null } records && !records.IsStale(context.Now) ? records : null;

    private static Evidence Unread(StepContext context, string title, string threshold) =>
        new(title, Health.Unknown, context.Fleet.DnsRecords?.Detail ?? "not read yet", threshold, context.Fleet.DnsRecords?.Source ?? "DNS provider", context.Fleet.DnsRecords?.ObservedAt ?? context.Now);
}
