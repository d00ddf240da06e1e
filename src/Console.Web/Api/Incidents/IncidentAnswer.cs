using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>All there is to know of an incident but its timeline.</summary>
/// <param name="Roles">Person to role, other than the commander.</param>
/// <param name="LatchedOut">Regions that may take no traffic until they are released.</param>
/// <param name="Rto">Null where no region is taken out, as <paramref name="Rpo"/> is: then there are no such clocks.</param>
/// <param name="ChainHead">Hash of the newest timeline entry.</param>
/// <param name="Path">Of a split brain: <c>merge-while-serving</c> or <c>drain-and-rebuild</c>; null while it is not known.</param>
/// <param name="ReadOnly">Why nothing is decided here: entries a newer version wrote. Null when this build reads all of it.</param>
internal sealed record IncidentAnswer(
    int Number,
    string Title,
    string Region,
    string Survivor,
    Severity Severity,
    IncidentKind Kind,
    FailoverMode Mode,
    DateTimeOffset StartedAt,
    DateTimeOffset DeclaredAt,
    DateTimeOffset? ResolvedAt,
    string Commander,
    IReadOnlyDictionary<string, string> Roles,
    IReadOnlyList<string> LatchedOut,
    RtoAnswer? Rto,
    RpoAnswer? Rpo,
    IReadOnlyList<ItemAnswer> Items,
    IReadOnlyList<PlanAnswer> Plans,
    IReadOnlyList<PostedAnswer> Messages,
    RootCauseAnswer? RootCause,
    RecoveryPlanAnswer? RecoveryPlan,
    PostMortemAnswer? PostMortem,
    long Sequence,
    string ChainHead,
    string Runbook,
    string? Path,
    string? ReadOnly)
{
    public static IncidentAnswer Of(StepContext context)
    {
        var incident = context.Incident;
        return new(
            incident.Number, incident.Title, incident.Region.Value, incident.Survivor.Value, incident.Severity, incident.Kind, incident.Mode,
            incident.StartedAt, incident.DeclaredAt, incident.ResolvedAt, incident.Commander, incident.Roles, [.. incident.LatchedOut.Select(region => region.Value)],
            incident.TakesRegionOut ? RtoAnswer.Of(incident, context.Now) : null, incident.TakesRegionOut ? RpoAnswer.Of(context) : null,
            [.. RunbookCatalog.Find(incident.Runbook).Phases.SelectMany(phase => phase.Steps.Select(step => ItemAnswer.Of(phase, step, context)))],
            [.. incident.Plans.Select(PlanAnswer.Of)],
            [.. incident.Messages.Select(PostedAnswer.Of)],
            RootCauseAnswer.Of(incident), RecoveryPlanAnswer.Of(context), PostMortemAnswer.Of(incident),
            incident.Sequence, incident.ChainHead, incident.Runbook,
            incident.TakesRegionOut ? null : SplitBrainPaths.Of(context) is { } path ? Words.Of(path) : null,
            Domain.Incidents.Unread.ReadOnly.Of(incident)?.Sentence);
    }
}
