using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 18.</summary>
internal static class SmokeTest
{
    public static Step Step { get; } = new(18, "smoke-test", "Run an end-to-end smoke test in both regions", "Smoke test both regions",
        "A fresh, signed PCS straight to each region's own endpoint: 200 and accepted, or it failed.", "4.1")
    {
        Checks = [Accepted],
        Actions = [Submit("submit-first", context => context.Failed), Submit("submit-second", context => context.Survivor)],
    };

    private static StepAction Submit(string key, Func<StepContext, RegionId> region) => new(key, context => $"Submit a fresh PCS to {region(context)}", NeedsPreview: false)
    {
        Procedure = context => new ProcedureCall(GeoFailover.Steps.SmokeTest.Procedure, region(context), ImmutableSortedDictionary<string, string>.Empty),
    };

    private static IEnumerable<Evidence> Accepted(StepContext context) => new[] { context.Failed, context.Survivor }.Select(region =>
    {
        var run = context.Incident.Plans.FindLast(plan => plan.EndedAt is not null && plan.Plan.Procedure is { Name: GeoFailover.Steps.SmokeTest.Procedure } call && call.Region == region);
        return new Evidence($"Smoke PCS in {region}", run is null || run.Status != PlanStatus.Succeeded ? Health.Fail : Health.Pass, run is null ? "not submitted yet" : run.ResultText ?? "",
            "200, accepted", region.Value, run?.EndedAt ?? context.Now);
    });
}
