using System.Collections.Immutable;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents.Decisions;

/// <summary>What people may do with a checklist item by hand.</summary>
public static class Checklist
{
    public const int MostReasonCharacters = 2_000;

    public static Decision Start(Incident incident, Step step) => !incident.IsOpen ? Resolved(incident) : incident.Step(step.Number) switch
    {
        { Status: StepStatus.InProgress } => Decision.Nothing,
        { IsSettled: true } state => Decision.Refuse($"Item {step.Number} is {Word(state.Status)} already. Reopen it first."),
        _ => new StepStarted(step.Number),
    };

    public static Decision Attest(Incident incident, Step step, string? reason, ImmutableArray<Evidence> evidence) =>
        Settle(incident, step, reason, StepStatus.Attested, text => new StepAttested(step.Number, step.Title, text, evidence));

    public static Decision NotApplicable(Incident incident, Step step, string? reason) =>
        Settle(incident, step, reason, StepStatus.NotApplicable, text => new StepNotApplicable(step.Number, step.Title, text));

    public static Decision Skip(Incident incident, Step step, string? reason) =>
        Settle(incident, step, reason, StepStatus.Skipped, text => new StepSkipped(step.Number, step.Title, text));

    public static Decision Fail(Incident incident, Step step, string? reason) =>
        Settle(incident, step, reason, StepStatus.Failed, text => new StepFailed(step.Number, step.Title, text));

    public static Decision Reopen(Incident incident, Step step, string? reason)
    {
        if (!incident.IsOpen) return Resolved(incident);
        if (incident.Step(step.Number).Status is StepStatus.Open) return Decision.Nothing;
        return BadReason(reason) is { } refusal ? refusal : new StepReopened(step.Number, step.Title, Typed.Clean(reason!));
    }

    private static Decision Settle(Incident incident, Step step, string? reason, StepStatus to, Func<string, IncidentEvent> settled)
    {
        if (!incident.IsOpen) return Resolved(incident);
        if (BadReason(reason) is { } refusal) return refusal;
        var state = incident.Step(step.Number);
        return state.Status == to ? Decision.Refuse($"{state.By} has marked item {step.Number} {Word(to)} already.")
            : state.IsSettled ? Decision.Refuse($"Item {step.Number} is {Word(state.Status)} already, by {state.By}. Reopen it first.")
            : settled(Typed.Clean(reason!));
    }

    private static Refusal? BadReason(string? reason) =>
        Typed.IsEmpty(reason) ? new("Say why: the reason is kept with the item.", RefusalReason.Invalid)
        : reason.Length > MostReasonCharacters ? new($"The reason is longer than {MostReasonCharacters:#,0} characters.", RefusalReason.Invalid)
        : null;

    private static Refusal Resolved(Incident incident) => new($"Incident #{incident.Number} is resolved: its checklist stands as it is.");

    private static string Word(StepStatus status) => status switch
    {
        StepStatus.NotApplicable => "not applicable",
        StepStatus.InProgress => "in progress",
        _ => status.ToString().ToLowerInvariant(),
    };
}
