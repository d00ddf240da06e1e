using System.Diagnostics.CodeAnalysis;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents.Decisions;

/// <summary>What the decisions on typed text have in common.</summary>
internal static class Typed
{
    public const int MostNameCharacters = 100;

    /// <summary>Whether nothing is left of it, or never was.</summary>
    public static bool IsEmpty([NotNullWhen(false)] string? text) => text is null || Clean(text).Length == 0;

    public static string Clean(string text) => PlainText.Of(text).Trim();

    /// <summary>A name stands in one line, in messages and invitations too.</summary>
    public static string Line(string text) => string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static Refusal? BadName(string? name, string missing) =>
        IsEmpty(name) ? new(missing, RefusalReason.Invalid)
        : name.Length > MostNameCharacters ? new($"The name is longer than {MostNameCharacters} characters.", RefusalReason.Invalid)
        : null;

    public static Refusal? BadTime(DateTimeOffset at, DateTimeOffset now, TimeSpan furthest) =>
        at <= now ? new($"{Text(at)} has passed. Give a time to come, in UTC.", RefusalReason.Invalid)
        : at > now + furthest ? new($"{Text(at)} is more than {Fleet.Text.Span(furthest)} ahead.", RefusalReason.Invalid)
        : null;

    /// <summary>The statement; and, where an item waits for it, that it is attested by it.</summary>
    /// <param name="anew">Whether a later statement takes the place of the one the item was attested by.</param>
    public static Decision Settling(Incident incident, string? item, IncidentEvent statement, string reason, bool anew) =>
        Settling(incident, item, statement, step => new StepAttested(step.Number, step.Title, reason, []), anew);

    /// <param name="settled">What settles an item that waits for it.</param>
    public static Decision Settling(Incident incident, string? item, IncidentEvent statement, Func<Step, StepEvent> settled, bool anew)
    {
        var step = RunbookCatalog.Find(incident.Runbook).Steps.FirstOrDefault(step => step.Key == item);
        return step is null || incident.Closed is not null
            || incident.Step(step.Number) is { IsSettled: true } state && !(anew && state.Status == StepStatus.Attested)
            ? statement
            : Decision.Of(statement, settled(step));
    }

    private static string Text(DateTimeOffset at) => Fleet.Text.Moment(at);
}
