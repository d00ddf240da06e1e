using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Review;

/// <summary>The checklist on paper: every item with its state and the commands its actions would run now. The plan survives the console.</summary>
public sealed class RunSheet(ActionDesk desk)
{
    /// <summary>Reads every target there is and records nothing.</summary>
    public async Task<IReadOnlyList<RunSheetItem>> DrawUpAsync(Incident incident, CancellationToken cancellationToken)
    {
        var context = desk.ContextOf(incident);
        var steps = RunbookCatalog.Find(incident.Runbook).Steps.Select(async step =>
            new RunSheetItem(step, incident.Step(step.Number), await Task.WhenAll(step.Actions.Select(action => CommandAsync(step, action, context, cancellationToken)))));
        return await Task.WhenAll(steps);
    }

    private async Task<RunSheetCommand> CommandAsync(Step step, StepAction action, StepContext context, CancellationToken cancellationToken)
    {
        var blocked = action.Blocked(context);
        var (plan, refusal) = await desk.DraftAsync(action, step.Number, context, cancellationToken);
        return new(action.Label(context), plan?.Command, (refusal ?? blocked)?.Sentence);
    }
}

/// <param name="Commands">One of each action the item offers.</param>
public sealed record RunSheetItem(Step Step, StepState State, IReadOnlyList<RunSheetCommand> Commands);

/// <param name="Command">Null when it cannot be told now.</param>
/// <param name="WhyNot">Why it must not, or cannot, be done now; null when it may.</param>
public sealed record RunSheetCommand(string Title, string? Command, string? WhyNot);
