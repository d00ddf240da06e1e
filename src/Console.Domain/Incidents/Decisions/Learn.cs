using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents.Decisions;

/// <summary>What is to be made of the incident. All of it may be said after the end too.</summary>
public static class Learn
{
    public const int MostCharacters = 1_000;

    public static Decision Add(Incident incident, string? text, string? owner) =>
        Bad(text, "Say what is to be done.") is { } bad ? bad
        : Typed.BadName(owner, "Say who sees to it.") is { } nobody ? nobody
        : incident.ActionItems.Exists(item => !item.IsDone && item.Text == Typed.Clean(text!)) ? Decision.Nothing
        : new ActionItemAdded(Typed.Clean(text!), Typed.Line(owner!));

    /// <param name="number">Of the action item.</param>
    public static Decision Finish(Incident incident, long number) => incident.ActionItems.Find(item => item.Number == number) switch
    {
        null => Decision.Refuse($"Incident #{incident.Number} has no action item {number}.", RefusalReason.NotFound),
        { IsDone: true } => Decision.Nothing,
        var item => new ActionItemDone(number, item.Text),
    };

    public static Decision Misled(Step step, string? text) =>
        Bad(text, "Say how the item misled you: its owner reads it.") is { } bad ? bad : new StepMisled(step.Number, step.Title, Typed.Clean(text!));

    private static Refusal? Bad(string? text, string missing) =>
        Typed.IsEmpty(text) ? new(missing, RefusalReason.Invalid)
        : text.Length > MostCharacters ? new($"The text is longer than {MostCharacters:#,0} characters. Nothing was cut or kept.", RefusalReason.Invalid)
        : null;
}
