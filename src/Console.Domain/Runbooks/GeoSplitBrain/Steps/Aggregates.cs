using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain.Recount;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 16. Counters begin anew with every pod, and a drain rolls them all: the window ends before it, and where pods were started within it nothing is claimed.</summary>
internal static class Aggregates
{
    public static Step Step { get; } = new(16, "aggregates", "Recompute the aggregates (accepted, escalated)", "Recompute aggregates",
        "Results stored from the partition until the first drain began, counted in both stores, within 1 % of what the backends of both regions counted. Where a backend was started or ended meanwhile its count is lost: then it is not known, and somebody says what was compared.", "5.2")
    {
        Checks = [Recounted],
        Actions =
        [
            new("recount", context => $"Recount the results of {context.Incident.Where}", NeedsPreview: false)
            {
                Blocked = context => CopyToBoth.Done(context) is null ? new Refusal("Nothing was copied yet (item 12): what the stores hold is not final.") : null,
                Procedure = context => Call(context).ToCall(),
            },
        ],
    };

    private static RecountCall Call(StepContext context) => new(context.Failed, context.Survivor,
        context.Incident.Partition?.From ?? context.Incident.StartedAt, Until(context), Conflicts(context));

    // A drain rolls the pods, and with them their counters.
    private static DateTimeOffset Until(StepContext context) =>
        context.Incident.Plans.Find(plan => plan is { ConfirmedAt: not null, Status: PlanStatus.Succeeded, Plan: { Step: DrainBoth.Number, Undoes: null } })?.ConfirmedAt
        ?? CopyToBoth.Done(context)?.ConfirmedAt ?? context.Now;

    private static long Conflicts(StepContext context) => Math.Max(context.Incident.Divergence?.Conflicts ?? 0,
        Runs.Succeeded(context, DedupProcedures.ReadWals)?.Counts.GetValueOrDefault("conflicts") ?? 0);

    private static IEnumerable<Evidence> Recounted(StepContext context)
    {
        var evidence = Runs.Evidence(context, RecountProcedure.Key, "Accepted and escalated", "not recounted yet", "within 1 % of what the backends counted", "Redis and Prometheus of both regions");
        yield return Runs.Ended(context, RecountProcedure.Key)?.Counts.ContainsKey(RecountProcedure.NotCovered) == true ? evidence with { Verdict = Health.Unknown } : evidence;
    }
}
