using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 2: judged by traffic and by what DNS answers, not by one resolver.</summary>
internal static class VerifyReroute
{
    public const string MoveTraffic = "move-traffic";

    public static Step Step { get; } = new(2, "reroute", "Verify automatic traffic reroute (or trigger manual)", "Verify traffic reroute",
        "The load balancer should move clients by itself. If it does not, change DNS here. Judged by traffic, not by one resolver's answer.", "3.1, 3.2")
    {
        Checks = [RerouteChecks.Traffic, RerouteChecks.Authoritative, RerouteChecks.Resolvers, RerouteChecks.Destinations, RerouteChecks.HeldOut, RerouteChecks.Capacity],
        Actions =
        [
            new(MoveTraffic, context => $"Send {context.Policy.PublicName} to {context.Survivor}", NeedsPreview: true)
            {
                Blocked = Blocked,
                Target = context => new Target(Target.Dns, null, context.Policy.PublicName),
                Change = Plan,
            },
        ],
    };

    private static Refusal? Blocked(StepContext context) =>
        context.SurvivorState.Verdict.Value == Verdict.Down ? new($"{context.Survivor} is down as well: traffic sent there would be lost.") : null;

    private static PlanDraft Plan(StepContext context, TargetState now) => FailoverRecords.Without((DnsState)now, context.Failed, context.Survivor, context.Policy) switch
    {
        { Refusal: { } refusal } => new() { Refusal = refusal },
        var plan => new() { After = plan.After, LatchesOut = context.Failed, Warnings = [.. Warnings(context, plan.After!)] },
    };

    private static IEnumerable<string> Warnings(StepContext context, DnsState after)
    {
        foreach (var stray in OffTargetRecords.Of(after, context.Fleet.DnsRecords?.OffTarget ?? []))
            yield return $"{stray}. This plan does not change that record.";
        if (context.FailedState.Verdict.Value != Verdict.Down)
            yield return $"{context.Failed} is {context.FailedState.Verdict.Value.ToString().ToLowerInvariant()}, not down: this takes traffic from a region that may still serve.";
        var capacity = Capacity.Of(context.Fleet, context.Survivor, context.Policy, context.Now);
        if (capacity.Health == Health.Fail) yield return $"{context.Survivor} may not carry it: {capacity.Detail}.";
        if (capacity.Health == Health.Unknown) yield return $"Whether {context.Survivor} can carry it is not known: {capacity.Detail}.";
        if (context.Failed.Value.StartsWith("us-east", StringComparison.Ordinal))
            yield return "A DNS provider may have its control plane there: with that region impaired, the change itself may be slow or refused.";
    }
}
