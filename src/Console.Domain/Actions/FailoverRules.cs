using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;

namespace IncidentConsole.Domain.Actions;

/// <summary>When traffic may be taken from a region.</summary>
internal static class FailoverRules
{
    public static Refusal? Check(ActionPlan plan, StepContext context) =>
        plan is not { LatchesOut: not null, Undoes: null } ? null
        : Flapping(context) ?? (context.Incident.Mode == FailoverMode.Planned ? NotYetSafe(context) : null);

    /// <summary>A second failover so soon could send traffic back and forth: somebody must have looked at the first. A drill never holds up the real thing.</summary>
    private static Refusal? Flapping(StepContext context)
    {
        var others = context.Book.Incidents.Values.Select(view => view.Incident).Where(other => other.Number != context.Incident.Number && other.Kind == context.Incident.Kind);
        // Of this very incident only what an action did: that traffic had moved by itself is no reason not to hold it there.
        var own = context.Incident.Plans.Exists(done => done is { Plan: { LatchesOut: not null, Undoes: null }, Status: PlanStatus.Succeeded }) ? [context.Incident] : Array.Empty<Incident>();
        return others.Concat(own).FirstOrDefault(other => other.FailedOverAt is { } at && context.Now - at < context.Policy.FlappingWindow && !(other.AcknowledgedAt > at)) is { } unseen
            ? new($"Incident #{unseen.Number} moved traffic away from {unseen.Region} at {Text.Time(unseen.FailedOverAt!.Value)} UTC, "
                + "and nobody has acknowledged it. Acknowledge that failover first, in its room.") { Incident = unseen.Number }
            : null;
    }

    /// <summary>A planned failover loses nothing: what is not known to be safe is waited for.</summary>
    private static Refusal? NotYetSafe(StepContext context)
    {
        var exposure = WalExposure.Of(context);
        if (exposure.IsBound || exposure.Judge(context.Policy.Rpo) != Health.Pass)
            return new($"A planned failover waits until the writes of {context.Failed} are seen to arrive in {context.Survivor} within {Text.Span(context.Policy.Rpo)}: {exposure.Words}.");
        var capacity = Capacity.Of(context.Fleet, context.Survivor, context.Policy, context.Now);
        return capacity.Health == Health.Pass ? null : new($"A planned failover waits until {context.Survivor} can carry the load: {capacity.Detail}.");
    }
}
