using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Reconciliation;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>
/// A sub-step of item 14, before the dedup stores are merged: a merge makes the survivor know ids whose PCS it never got, and then nobody can tell
/// any more what was not replicated.
/// </summary>
internal static class UnreplicatedWrites
{
    public static StepAction Action { get; } = new("replay-wal", context => $"Reconcile un-replicated writes of {context.Failed}", NeedsPreview: true)
    {
        Blocked = Blocked,
        Procedure = context => Call(context).ToCall(),
        Warnings = Warnings,
    };

    public static IEnumerable<Evidence> Reconciled(StepContext context)
    {
        yield return ProcedureEvidence.Of(context, ReplayCall.Procedure, "Un-replicated writes", "not reconciled yet", "0 lost", $"WAL of {context.Failed}");
    }

    private static ReplayCall Call(StepContext context)
    {
        var arrived = context.Incident.Arrived?.Newest;
        var from = arrived < context.Incident.StartedAt ? arrived.Value : context.Incident.StartedAt;
        return new(context.Failed, context.Survivor, context.Incident.Number, ReplayCall.RunOf(context.Now), from - context.Policy.ReplayMargin, arrived, context.Incident.DownAt);
    }

    private static Refusal? Blocked(StepContext context)
    {
        var lag = context.Fleet.WalLags.GetValueOrDefault(new Link(context.Failed, context.Survivor));
        if (lag is null || lag.IsStale(context.Now)) return new($"Whether the bucket of {context.Failed} can be read is not known now.");
        if (lag.SourceDark) return new($"The bucket of {context.Failed} cannot be read: {lag.Detail}.");
        return context.SurvivorState.Verdict.Value == Verdict.Down ? new Refusal($"{context.Survivor} is down: nothing is submitted to it.") : null;
    }

    private static IEnumerable<string> Warnings(StepContext context)
    {
        yield return $"Everything {context.Failed} logged since {Text.Time(Call(context).Since)} UTC and {context.Survivor} does not know is submitted to {context.Survivor}, past the public name.";
        yield return "The log does not hold the tenant: what carries none is submitted for Backends:Replay:Tenant, whoever sent it. Counts by tenant are wrong for it.";
        yield return $"{context.Survivor} logs each submission again and replicates it back; dedup answers those that are known.";
        if (context.Incident.Plans.Exists(plan => plan.Plan is { Step: 14, Procedure: not null and not { Name: ReplayCall.Procedure } } && plan.ConfirmedAt is not null))
            yield return "The dedup stores were merged in this incident: what was merged counts as known and is neither submitted nor listed.";
    }
}
