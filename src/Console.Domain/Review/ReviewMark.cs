using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

namespace IncidentConsole.Domain.Review;

/// <summary>A turn of the incident, as the charts mark it.</summary>
public readonly record struct ReviewMark(DateTimeOffset At, string Label)
{
    private const int ContinuityAndParity = 17;

    /// <summary>In the order in which they happened.</summary>
    public static IReadOnlyList<ReviewMark> Of(IncidentView view)
    {
        var incident = view.Incident;
        var marks = new List<ReviewMark> { new(incident.StartedAt, incident.TakesRegionOut && IncidentStart.IsMeasured(incident) ? "first failure" : "began"), new(incident.DeclaredAt, "declared") };
        if (incident.DownAt is { } down) marks.Add(new(down, $"{incident.Region} down"));
        if (incident is { Rerouted.AlreadySince: null, ReroutedAt: { } rerouted }) marks.Add(new(rerouted, "DNS moved"));
        if (incident.Restored is { } restored) marks.Add(new(restored.ProvenAt, $"{(restored.NeverFailed ? "proven" : "mitigated")} {Text.Clock(restored.Rto)}"));
        if (view.Entries.Find(entry => entry.Event is VerdictChanged { From: Verdict.Down, Verdict: Verdict.Healthy or Verdict.Degraded } changed && changed.Region == incident.Region) is { } back)
            marks.Add(new(back.HappenedAt, $"{incident.Region} back"));
        if (incident.TakesRegionOut && incident.Step(ContinuityAndParity) is { Status: StepStatus.Proven, At: { } exact }) marks.Add(new(exact, "proven in sync"));
        if (!incident.TakesRegionOut) marks.AddRange(incident.Plans.Where(plan => plan is { Status: PlanStatus.Succeeded, EndedAt: not null }).Select(SplitBrainTurn).OfType<ReviewMark>());
        if (incident.ResolvedAt is { } resolved) marks.Add(new(resolved, "resolved"));
        return [.. marks.OrderBy(mark => mark.At)];
    }

    /// <summary>Writes stopped, results put in place, writes let in again.</summary>
    private static ReviewMark? SplitBrainTurn(PlanState plan) => plan.Plan switch
    {
        { Step: DrainBoth.Number, Undoes: null, Change.Target.Region: var region } => new(plan.EndedAt!.Value, $"{region} drained"),
        { Change: { Target: { Kind: Target.Deployment, Region: var region } } } => new(plan.EndedAt!.Value, $"{region} takes writes"),
        { Procedure.Name: DedupProcedures.Swap } => new(plan.EndedAt!.Value, "elected in place"),
        { Procedure.Name: DedupProcedures.Merge } => new(plan.EndedAt!.Value, "merged"),
        _ => null,
    };
}
