using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoFailover.Causes;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 11. What the fleet shows is a suggestion; that it is the cause is somebody's word.</summary>
internal static class RootCause
{
    public static Step Step { get; } = new(11, "root-cause", "Identify root cause of failure", "Identify root cause",
        "Runs beside the rest and never blocks it. Gather early: traces go back fifteen minutes and a cluster's events an hour. The console suggests, a person states.", "2.2")
    {
        Checks = [Gathered, Stated],
        Actions =
        [
            new("gather", context => $"Gather what the fleet knows of {context.Failed}", NeedsPreview: false)
            {
                Procedure = context => GatherCauseProcedure.Call(context.Failed, context.Incident.StartedAt),
            },
        ],
    };

    // Neither proves the item: only a statement settles it.
    private static IEnumerable<Evidence> Gathered(StepContext context)
    {
        yield return ProcedureEvidence.Of(context, GatherCauseProcedure.ProcedureName, "Facts gathered", "not gathered yet", null, "traces and Kubernetes") with { Required = false };
    }

    private static IEnumerable<Evidence> Stated(StepContext context)
    {
        yield return context.Incident.RootCause is { } cause
            ? new("Stated", Health.Pass, cause.What.Text, null, cause.By, cause.At, Required: false)
            : new("Stated", Health.Fail, "by nobody yet", null, "this incident", context.Now, Required: false);
    }
}
