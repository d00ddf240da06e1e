using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>What an action does, before, while and after it is done.</summary>
/// <param name="Target">What it changes; null for a procedure.</param>
/// <param name="Diff">Lines marked <c>-</c>, <c>+</c> or blank; empty for a procedure.</param>
/// <param name="Command">The same as a shell command.</param>
/// <param name="Warnings">What whoever confirms must know.</param>
/// <param name="LatchesOut">The region that gets no traffic until it is released; null when none.</param>
/// <param name="Undoes">The plan it takes back.</param>
/// <param name="TimeBoxSeconds">After this the console takes it back by itself.</param>
/// <param name="Result">Outcome, refusal or failure, in words.</param>
internal sealed record PlanAnswer(
    Guid Id,
    int Item,
    string Action,
    string Title,
    PlanStatus Status,
    string? Target,
    IReadOnlyList<string> Diff,
    string Command,
    IReadOnlyList<string> Warnings,
    string? LatchesOut,
    Guid? Undoes,
    double? TimeBoxSeconds,
    string RequestedBy,
    DateTimeOffset PlannedAt,
    string? ConfirmedBy,
    DateTimeOffset? ConfirmedAt,
    DateTimeOffset? EndedAt,
    string? Progress,
    double? Fraction,
    string? Result,
    IReadOnlyList<string> Log)
{
    /// <summary>What must be typed to confirm it.</summary>
    public string? TypedName { get; init; }

    /// <summary>Whether somebody else must approve it, who did, and why nobody was waited for.</summary>
    public bool NeedsSecondPerson { get; init; }
    public string? ApprovedBy { get; init; }
    public string? Alone { get; init; }

    /// <summary>Things done and to do, their rate a second and the time left at that rate, as far as they can be told.</summary>
    public long? Done { get; init; }
    public long? Total { get; init; }
    public double? PerSecond { get; init; }
    public double? RemainingSeconds { get; init; }

    /// <summary>By outcome class.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    public static PlanAnswer Of(PlanState state)
    {
        var plan = state.Plan;
        return new(plan.Id, plan.Step, plan.Action, plan.Title, state.Status, plan.Change?.Target.ToString(), DiffOf(plan.Change), plan.Command, plan.Warnings,
            plan.LatchesOut?.Value, plan.Undoes, plan.TimeBox?.TotalSeconds, state.RequestedBy, state.PlannedAt, state.ConfirmedBy, state.ConfirmedAt,
            state.EndedAt, state.Progress, state.Fraction, state.ResultText, state.Log)
        {
            TypedName = plan.TypedName,
            NeedsSecondPerson = plan.NeedsSecondPerson,
            ApprovedBy = state.ApprovedBy,
            Alone = state.Alone,
            Done = state.Done,
            Total = state.Total,
            PerSecond = state.Rate,
            RemainingSeconds = state.Remaining?.TotalSeconds,
            Counts = state.Counts,
        };
    }

    private static IReadOnlyList<string> DiffOf(Change? change) => change is null ? [] : [.. change.Diff.Select(line => $"{line.Mark} {line.Line}")];
}
