using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Features.Incidents;

/// <summary>The state in one sentence, for whoever joins late.</summary>
internal static class Situation
{
    public static string Of(Incident incident)
    {
        List<string> parts = incident.TakesRegionOut ? [.. OfRegion(incident)] : [.. OfBoth(incident)];
        if (incident.Plans.Find(plan => plan.IsUnsettled) is { } running) parts.Add($"{(running.Status == PlanStatus.Paused ? "paused" : "under way")}: {running.Plan.Title}");
        var phases = RunbookCatalog.Find(incident.Runbook).Phases;
        var phase = phases.FirstOrDefault(phase => phase.Steps.Any(step => !incident.Step(step.Number).IsSettled));
        parts.Add(phase is null ? "all items settled"
            : $"{phase.Title}: {phase.Steps.Count(step => incident.Step(step.Number).IsSettled)} of {phase.Steps.Length} items settled");
        return string.Join(" · ", parts) + ".";
    }

    private static IEnumerable<string> OfRegion(Incident incident) =>
        [
            incident.DownAgainAt is { } again ? $"{incident.Region} is down again since {Text.Time(again)}" : incident.DownAt is null ? $"{incident.Region} has not been seen down"
                : !incident.IsOpen ? $"{incident.Region} failed at {Text.Time(incident.StartedAt)} and was {incident.Verdicts.GetValueOrDefault(incident.Region, Verdict.Down).ToString().ToLowerInvariant()} when it was resolved, {Text.Time(incident.ResolvedAt!.Value)}"
                : incident.Verdicts.GetValueOrDefault(incident.Region, Verdict.Down) switch
                {
                    Verdict.Healthy => $"{incident.Region} failed at {Text.Time(incident.StartedAt)} and is healthy again",
                    Verdict.Degraded => $"{incident.Region} failed at {Text.Time(incident.StartedAt)} and is degraded",
                    _ => $"{incident.Region} failing since {Text.Time(incident.StartedAt)}",
                },
            incident switch
            {
                { Restored: { NeverFailed: true } unharmed } => $"users were served through {unharmed.ServedBy} all along, RTO {Text.Clock(unharmed.Rto)} measured",
                { Rerouted: { AlreadySince: { } since } already, Restored: null } => $"DNS answers {already.To} since {Text.Moment(since)}, before it began; service not yet proven",
                { Restored: not null, FailingAgainAt: { } failing } => $"users meet errors again since {Text.Time(failing)}, though service had been restored",
                { Restored: { } restored } => $"service restored through {restored.ServedBy}, RTO {restored.Measured}",
                { Rerouted: { } rerouted, ReroutedAt: { } at } => $"DNS answers {rerouted.To} since {Text.Time(at)}, service not yet proven",
                _ => "traffic not rerouted yet",
            },
            .. Held(incident) is { } held ? [held] : Array.Empty<string>(),
        ];

    // The latch binds the console alone: a load balancing that moved by itself moves back by itself.
    private static string? Held(Incident incident) =>
        incident.ReturnedAt is { } returned ? $"users are led to {incident.Region} again since {Text.Time(returned)}, unasked"
        : incident is { Rerouted: { ByItself: true, AlreadySince: null }, MovesTraffic: false, IsOpen: true } && incident.LatchedOut.Contains(incident.Region)
            ? $"DNS moved by itself and will lead users back once {incident.Region}'s check is green: item 2 holds it out"
            : null;

    private static IEnumerable<string> OfBoth(Incident incident)
    {
        yield return incident.Partition is { } partition ? $"{incident.Where} were cut from each other from {partition}" : $"{incident.Where} disagree; when they were cut from each other is not known";
        yield return incident.Divergence is { } found
            ? $"found: {Text.Number(found.Conflicts)} ids in conflict, {Text.Number(found.OnlyLeft + found.OnlyRight)} in one region only"
            : "the difference was not measured when it was declared";
    }
}
