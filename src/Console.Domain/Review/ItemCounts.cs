using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Review;

/// <summary>On what the checklist stands.</summary>
/// <param name="Attested">On somebody's word, without passing evidence.</param>
/// <param name="Open">Not settled, in progress included.</param>
public readonly record struct ItemCounts(int Proven, int Attested, int NotApplicable, int Skipped, int Failed, int Open)
{
    public static ItemCounts Of(Incident incident)
    {
        var states = RunbookCatalog.Find(incident.Runbook).Steps.Select(step => incident.Step(step.Number).Status).ToList();
        return new(Count(StepStatus.Proven), Count(StepStatus.Attested), Count(StepStatus.NotApplicable), Count(StepStatus.Skipped), Count(StepStatus.Failed), Count(StepStatus.Open) + Count(StepStatus.InProgress));

        int Count(StepStatus status) => states.Count(state => state == status);
    }

    public int Unsettled => Failed + Open;

    public string Words => $"{Proven} proven, {Attested} attested, {OtherWords}";

    /// <summary>Those that are neither proven nor attested: <c>2 not applicable, 1 open</c>.</summary>
    public string OtherWords => string.Join(", ", new[]
    {
        $"{NotApplicable} not applicable",
        Skipped > 0 ? $"{Skipped} skipped" : "", Failed > 0 ? $"{Failed} failed" : "", Open > 0 ? $"{Open} open" : "",
    }.Where(part => part.Length > 0));
}
