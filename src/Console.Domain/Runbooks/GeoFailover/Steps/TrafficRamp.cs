using System.Collections.Immutable;
using System.Globalization;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 16: by measured share, and never beyond the normal one.</summary>
internal static class TrafficRamp
{
    public const int Number = 16;

    public static Step Step { get; } = new(Number, "traffic-ramp", "Gradual traffic ramp (10% → 50% → 100%)", "Ramp traffic",
        "By measured share, up to the normal split of an active-active fleet and not to 100 %. Each step is held while errors, latency and dedup hits stay good in every region that serves.", "6.1")
    {
        Checks = [Ramped, Weights, Share, RampReadings.Conditions, RampReadings.Guards],
        Actions =
        [
            new("ramp", Label, NeedsPreview: true)
            {
                Blocked = context => FailbackLatch.ForbidsRamp(context.Failed, context)
                    ?? (HasItsShare(context) ? new Refusal($"{context.Failed} has the weight of its normal share: there is nothing left to ramp.") : null)
                    ?? (RampReadings.Broken(context) is { } guard ? new Refusal($"Not while {guard}: wait until it is good again, or take a step back.") : null),
                Procedure = context => new ProcedureCall(TrafficRampProcedure.Key, context.Failed,
                    ImmutableSortedDictionary<string, string>.Empty.Add(TrafficRampProcedure.Incident, context.Incident.Number.ToString(CultureInfo.InvariantCulture))),
                Warnings = context =>
                [
                    .. context.Incident.Step(DedupSync.Number) is { Status: not StepStatus.Proven } unproven
                        ? new[] { $"Item {DedupSync.Number} is {unproven.Status.ToString().ToLowerInvariant()}, not proven: what the stores do not share may be processed twice once users are back." } : [],
                    $"{context.Failed} gets {RampPlan.Of(context.Policy, context.Failed)}. Only time in which everything can be seen counts.",
                    "It pauses by itself when a guard breaks and leaves the weights as they are. A step back, back to 0 and any other change of the records stop it.",
                ],
            },
            new("ramp-back", context => $"One step back for {context.Failed}", NeedsPreview: true)
            {
                TakesBack = true,
                Target = EnableHealthChecks.PublicName,
                Change = (context, now) => Lower(context, (DnsState)now, share => RampPlan.Of(context.Policy, context.Failed).Steps.Select(step => step.Share).LastOrDefault(lower => lower < share - 1)),
            },
            new("ramp-abort", context => $"Take all traffic from {context.Failed} again", NeedsPreview: true)
            {
                TakesBack = true,
                Target = EnableHealthChecks.PublicName,
                Change = (context, now) => Lower(context, (DnsState)now, _ => 0),
            },
        ],
    };

    private static bool HasItsShare(StepContext context) =>
        Weighted(context) is { } share && share > RampPlan.Of(context.Policy, context.Failed).Last - 1 && context.Incident.Plans.FindLast(plan => plan.Plan.Procedure?.Name == TrafficRampProcedure.Key) is { Status: PlanStatus.Succeeded };

    private static string Label(StepContext context) => Weighted(context) is { } share and > 0
        ? $"Go on with the ramp of {context.Failed} from {Text.Number(share)} %"
        : $"Ramp {context.Failed} up to its normal {Text.Number(RampPlan.Of(context.Policy, context.Failed).Last)} %";

    private static PlanDraft Lower(StepContext context, DnsState now, Func<double, double> to) =>
        RampWeights.ShareOf(now, context.Failed, context.Policy) is not { } share || RampWeights.At(now, context.Failed, to(share), context.Policy) is not { } after
            ? new() { Refusal = new($"{context.Policy.PublicName} has no weighted records of {context.Failed} and another region.") }
            : share <= 0 ? new() { Refusal = new($"{context.Failed} has no weight: there is nothing to take back.") }
            : new() { After = after, Warnings = [$"A ramp that is running stops with this: {context.Failed} goes from {Text.Number(share)} % to {Text.Number(to(share))} %."] };

    private static IEnumerable<Evidence> Ramped(StepContext context)
    {
        yield return ProcedureEvidence.Of(context, TrafficRampProcedure.Key, "Ramp", "not run yet", RampPlan.Of(context.Policy, context.Failed).ToString(), "this incident");
    }

    private static IEnumerable<Evidence> Weights(StepContext context)
    {
        var wanted = RampPlan.Of(context.Policy, context.Failed).Last;
        var share = Weighted(context);
        yield return new($"Weight of {context.Failed}", share is null ? Health.Unknown : Math.Abs(share.Value - wanted) < 1 ? Health.Pass : Health.Fail,
            share is null ? context.Fleet.DnsRecords?.Detail ?? "not read yet" : $"{Text.Number(share.Value)} %", $"{Text.Number(wanted)} %",
            context.Fleet.DnsRecords?.Source ?? "DNS provider", context.Fleet.DnsRecords?.ObservedAt ?? context.Now);
    }

    /// <summary>At this moment: the ramp itself judges by a while.</summary>
    private static IEnumerable<Evidence> Share(StepContext context)
    {
        var wanted = RampPlan.Of(context.Policy, context.Failed).Last;
        var traffic = context.Fleet.Traffic;
        var share = 100 * context.Fleet.WholeTraffic(context.Now)?.Share(context.Failed);
        yield return new($"Traffic to {context.Failed}, at this moment", share is null ? Health.Unknown : Math.Abs(share.Value - wanted) <= context.Policy.Ramp.Tolerance ? Health.Pass : Health.Fail,
            share is null ? "not measurable" : $"{share:0.#} %", $"{Text.Number(wanted)} ± {Text.Number(context.Policy.Ramp.Tolerance)} %", traffic?.Source ?? "Prometheus", traffic?.ObservedAt ?? context.Now);
    }

    private static double? Weighted(StepContext context) => context.Fleet.DnsRecords is { State: { } state } records && !records.IsStale(context.Now)
        ? RampWeights.ShareOf(state, context.Failed, context.Policy)
        : null;
}
