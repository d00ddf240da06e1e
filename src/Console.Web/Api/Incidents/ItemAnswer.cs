using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>A checklist item.</summary>
/// <param name="By">Who brought it to its status; null while nobody has.</param>
/// <param name="Evidence">What the checks say now.</param>
/// <param name="SettledOn">What they said when the item was proven or attested.</param>
internal sealed record ItemAnswer(
    int Item,
    string Key,
    string Phase,
    string Title,
    StepStatus Status,
    string? By,
    DateTimeOffset? At,
    string? Reason,
    IReadOnlyList<EvidenceAnswer> Evidence,
    IReadOnlyList<EvidenceAnswer> SettledOn,
    IReadOnlyList<OfferedAction> Actions)
{
    public static ItemAnswer Of(Phase phase, Step step, StepContext context)
    {
        var state = context.Incident.Step(step.Number);
        return new(step.Number, step.Key, phase.Key, step.Title, state.Status, state.By, state.At, state.Reason,
            [.. step.Examine(context).Select(EvidenceAnswer.Of)], [.. state.Evidence.Select(EvidenceAnswer.Of)], [.. step.Actions.Select(action => OfferedAction.Of(action, context))]);
    }
}

/// <param name="Required">Whether the item waits for it.</param>
internal sealed record EvidenceAnswer(string Title, Health Verdict, string Finding, string? Threshold, string Source, DateTimeOffset ObservedAt, bool Required)
{
    public static EvidenceAnswer Of(Evidence evidence) =>
        new(evidence.Title, evidence.Verdict, evidence.Finding, evidence.Threshold, evidence.Source, evidence.ObservedAt, evidence.Required);
}

/// <param name="Action">What a plan names it by.</param>
/// <param name="Blocked">Why it cannot be planned now; null when it can.</param>
internal sealed record OfferedAction(string Action, string Label, string? Blocked, IReadOnlyList<string> Consequences)
{
    public static OfferedAction Of(StepAction action, StepContext context) =>
        new(action.Key, action.Label(context), action.Blocked(context)?.Sentence, action.Consequences(context));
}
