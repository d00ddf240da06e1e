using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

namespace IncidentConsole.Domain.Comms;

/// <summary>Claims that rest on a checklist item.</summary>
internal static class StepClaims
{
    /// <summary>Proven only by evidence; an attested item is told as somebody's word.</summary>
    public static Claim Of(StepContext context, int step, string words)
    {
        var state = context.Incident.Step(step);
        return state.Status switch
        {
            StepStatus.Proven => new(words, Proof.Proven, $"item {step}", state.At),
            StepStatus.Attested => new($"{words}: not proven; {state.By} says: {state.Reason}", Proof.NotYetVerified, $"item {step} is attested, not proven", state.At),
            StepStatus.Skipped => new($"{words}: no, skipped", Proof.NotYetVerified, $"item {step} was skipped: {state.Reason}", state.At),
            _ => new($"{words}: not yet", Proof.NotYetVerified, $"item {step} is open", state.At),
        };
    }

    /// <summary>What item 5 has switched in the survivor.</summary>
    public static Claim Degraded(StepContext context) => context.Incident.InEffect(DegradedMode.Key) is { } made
        ? new($"{(made.Plan.Action == DegradedMode.On ? "Degraded mode is on" : "Writes are paused")} in {context.Survivor} since {Text.Time(made.EndedAt!.Value)} UTC", Proof.Proven, "item 5", made.EndedAt)
        : Claim.Fact($"{context.Survivor} runs as usual: neither degraded mode nor a pause of writes");

    public static Claim Progress(StepContext context)
    {
        var steps = RunbookCatalog.Find(context.Incident.Runbook).Steps.ToList();
        var states = steps.Select(step => context.Incident.Step(step.Number)).ToList();
        return Claim.Fact($"{states.Count(state => state.IsSettled)} of {steps.Count} steps done, {states.Count(state => state.Status == StepStatus.Proven)} of them proven by measurement");
    }
}
