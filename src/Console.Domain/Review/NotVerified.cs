using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Review;

/// <summary>What the review must not be taken to say: everything that rests on a word, or on nothing.</summary>
internal static class NotVerified
{
    public static IReadOnlyList<string> Of(Incident incident, RecoveryPoint rpo) => [.. Measures(incident, rpo), .. Items(incident), .. Plans(incident), .. Messages(incident)];

    private static IEnumerable<string> Measures(Incident incident, RecoveryPoint rpo)
    {
        if (!incident.TakesRegionOut) yield break;
        if (incident.Restored is { AtLeast: true }) yield return "RTO: the region was down before this console looked for the first time; it took at least what is measured.";
        if (incident.Restored is null) yield return "RTO: service was never proven restored by user-path probes.";
        if (LaterErrors.Of(incident) is { } later) yield return $"RTO: it does not count what came after it; {later}.";
        if (incident.ReturnedFor > TimeSpan.Zero) yield return $"For {Text.Clock(incident.ReturnedFor)} DNS led users to {incident.Region} by itself, before its data was proven to be in sync.";
        foreach (var drill in incident.WentOver) yield return $"It went over drill #{drill}: what failed or changed before it was declared may have been the drill's doing.";
        if (incident.DownAt is null) yield return $"{incident.Region} was never seen down by two vantage points.";
        if (!rpo.IsMeasured) yield return $"RPO: {rpo.Words}.";
        else if (!rpo.Loss!.IsCertain) yield return $"Lost PCS: {incident.Region} could not be asked what it had answered; all that it had logged is counted.";
    }

    private static IEnumerable<string> Items(Incident incident) => RunbookCatalog.Find(incident.Runbook).Steps
        .Select(step => (step, state: incident.Step(step.Number)))
        .Where(item => item.state.Status is not (StepStatus.Proven or StepStatus.NotApplicable))
        .Select(item => item.state.Status switch
        {
            StepStatus.Attested => $"Item {item.step.Number}, {item.step.Short}: on the word of {item.state.By}: {item.state.Reason}",
            StepStatus.Skipped => $"Item {item.step.Number}, {item.step.Short}: skipped by {item.state.By}: {item.state.Reason}",
            StepStatus.Failed => $"Item {item.step.Number}, {item.step.Short}: failed: {item.state.Reason}",
            _ => $"Item {item.step.Number}, {item.step.Short}: never settled",
        });

    private static IEnumerable<string> Plans(Incident incident) =>
        from plan in incident.Plans
        where plan.Status == PlanStatus.OutcomeUnknown || plan.SettledBy is not null
        select $"“{plan.Plan.Title}”: {plan.ResultText}";

    private static IEnumerable<string> Messages(Incident incident) => incident.Messages.Where(posted => posted.Message.Unproven > 0)
        .Select(posted => $"The {posted.Message.Message} message to {posted.Message.Channel}, {Text.Time(posted.At)} UTC: {(posted.Message.Unproven == 1 ? "1 of its claims was" : $"{posted.Message.Unproven} of its claims were")} not verified or not good then");
}
