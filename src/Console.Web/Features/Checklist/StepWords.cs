using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;

namespace IncidentConsole.Web.Features.Checklist;

/// <summary>How the state of an item reads: icon, colour, and a line that says by what.</summary>
internal static class StepWords
{
    public static string Icon(StepStatus status) => status switch
    {
        StepStatus.Proven or StepStatus.Attested => "✓",
        StepStatus.NotApplicable => "–",
        StepStatus.Skipped => "»",
        StepStatus.Failed => "✕",
        StepStatus.InProgress => "◐",
        _ => "",
    };

    public static string? Css(StepStatus status) => status switch
    {
        StepStatus.Proven => "p",
        StepStatus.Attested => "a",
        StepStatus.NotApplicable or StepStatus.Skipped => "n",
        StepStatus.Failed => "f",
        StepStatus.InProgress => "r",
        _ => null,
    };

    /// <summary>For tests and styles: <c>not-applicable</c>.</summary>
    public static string Key(StepStatus status) => status switch
    {
        StepStatus.NotApplicable => "not-applicable",
        StepStatus.InProgress => "in-progress",
        _ => status.ToString().ToLowerInvariant(),
    };

    public static string Word(StepStatus status) => Key(status).Replace('-', ' ');

    public static string Line(Step step, StepState state, StepContext context) => state.Status switch
    {
        StepStatus.Proven => $"proven · {state.Evidence.FirstOrDefault(evidence => evidence.Required)?.Finding}",
        StepStatus.Attested => $"attested by {state.By} · {state.Reason}{(Late(step, context) is { } late ? $" · overdue by {Text.Span(late)}" : "")}",
        StepStatus.NotApplicable => $"not applicable · {state.Reason}",
        StepStatus.Skipped => $"skipped by {state.By} · {state.Reason}",
        StepStatus.Failed => $"failed · {state.Reason}",
        StepStatus.InProgress => string.Join(" · ", new[] { $"in progress by {state.By}", Live(step, context) }.Where(part => part.Length > 0)),
        _ => Live(step, context),
    };

    /// <summary>How far a settled item is behind what was planned with it; null when it is not.</summary>
    public static TimeSpan? Late(Step step, StepContext context) => step.Key == "recovery-plan" ? RecoveryDelay.Of(context) : null;

    // The first thing that is still missing says most about an open item.
    private static string Live(Step step, StepContext context)
    {
        var evidence = step.Examine(context).Where(item => item.Required).ToList();
        return Finding(evidence.FirstOrDefault(item => item.Verdict != Health.Pass) ?? evidence.FirstOrDefault());
    }

    private static string Finding(Evidence? evidence) => evidence is null ? ""
        : evidence.Verdict == Health.Unknown ? $"{evidence.Title}: not known, {evidence.Finding}" : $"{evidence.Title}: {evidence.Finding}";
}
