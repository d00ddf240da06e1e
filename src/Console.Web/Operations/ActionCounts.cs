using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Loops;
using IncidentConsole.Web.Api;
using Prometheus;

namespace IncidentConsole.Web.Operations;

/// <summary>Counts the actions that ended while this process watched. Every replica sees them all: compare replicas, do not add them up.</summary>
internal sealed class ActionCounts(IncidentDesk desk, Supervisor supervisor) : IBackgroundLoop
{
    private static readonly Loop Counting = new("action-counts", "Actions are not being counted for /metrics");

    private readonly Counter actions = Metrics.CreateCounter(
        "console_actions_total",
        "Actions that ended, by action and outcome: succeeded, failed, refused, cancelled.",
        ["action", "outcome"]);

    private readonly HashSet<Guid> counted = [];
    private bool isHistory = true;

    public Task RunAsync(CancellationToken cancellationToken) => supervisor.FollowAsync(Counting, desk.Book, Count, cancellationToken);

    private Task Count(IncidentBook book, CancellationToken cancellationToken)
    {
        foreach (var plan in book.Incidents.Values.SelectMany(view => view.Incident.Plans).Where(plan => plan.EndedAt is not null))
            if (counted.Add(plan.Plan.Id) && !isHistory)
                actions.WithLabels(plan.Plan.Action, Words.Of(plan.Status)).Inc();
        // What was read at the start happened in the life of another process.
        isHistory &= !book.IsLoaded;
        return Task.CompletedTask;
    }
}
