using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Domain.Drills;

/// <summary>
/// Keeps drills and faults in step: a drill that is declared while a scenario runs is bound to it, its end undoes the faults, and a real incident
/// ends both at once. It goes by the timeline and the fault API's own state only, so any replica does it, and a restarted one goes on.
/// </summary>
public sealed class DrillWatcher(DrillDesk drills, Live<DrillRange> range, IncidentDesk desk, Supervisor supervisor) : IBackgroundLoop
{
    private static readonly Loop Asking = new("fault-api", "The fault API is not being asked");
    private static readonly Loop Watching = new("drill-watcher", "Drills and faults are not being kept in step");

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(AskAsync(cancellationToken), FollowAsync(cancellationToken));

    /// <summary>Looks once at what is open and what runs.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var open = desk.Book.Current.Open.ToList();
        var running = range.Current.Running;
        var real = open.Find(incident => incident.Kind == IncidentKind.Real && running is not null)
            ?? open.Find(incident => incident.Kind == IncidentKind.Real && open.Exists(drill => drill.Kind == IncidentKind.Drill && drill.DeclaredAt <= incident.DeclaredAt));
        if (real is not null)
        {
            await InterruptAsync(real, open.Where(incident => incident.Kind == IncidentKind.Drill), running is not null, cancellationToken);
            return;
        }
        if (running is null) return;
        foreach (var drill in open.Where(incident => incident.Scenario is null && incident.DeclaredAt >= running.StartedAt))
            await TryAsync(drill, token => desk.HandleAsync(drill.Number, Actor.Console, current => Bind(current, running), token), cancellationToken);
        if (desk.Book.Current.Incidents.Values.Any(view => view.Incident is { IsOpen: false } incident && incident.Scenario?.StartedAt == running.StartedAt))
            await drills.EndAsync(Actor.Console, "the drill is over", cancellationToken);
    }

    private async Task InterruptAsync(Incident real, IEnumerable<Incident> interrupted, bool runs, CancellationToken cancellationToken)
    {
        // First what people wait for: a fleet that nobody breaks any more.
        var left = runs ? await drills.EndAsync(Actor.Console, $"incident #{real.Number} was declared", cancellationToken) : null;
        foreach (var drill in interrupted)
            await TryAsync(drill, async token =>
            {
                await desk.HandleAsync(real.Number, Actor.Console, current => current.WentOver.Contains(drill.Number) ? Decision.Nothing
                    : Decision.Of([new WentOverDrill(drill.Number, drill.Scenario?.Title, AsIs(drill)),
                        .. CarriedStop(current, drill.Number)]), token);
                await desk.HandleAsync(drill.Number, Actor.Console, current => current.IsOpen ? new DrillInterrupted(real.Number, real.Title, AsIs(current))
                    : Decision.Nothing, token);
            }, cancellationToken);

        ImmutableArray<string> AsIs(Incident drill) => [.. LeftBehind.Of(drill), .. left is null ? [] : new[] { $"faults that could not be undone yet ({left.Sentence})" }];
    }

    /// <summary>With the drill its stop would end, unseen: it goes on in the incident that ended it.</summary>
    private IEnumerable<IncidentEvent> CarriedStop(Incident real, int drill) =>
        real.Stopped is null && desk.Book.Current.Find(drill)?.Incident is { IsOpen: true, Stopped: { } stopped }
            ? [new ActionsStopped(stopped.Reason) { Carried = new(drill, stopped.By, stopped.At) }]
            : [];

    private static Decision Bind(Incident incident, RunningScenario running) => incident is { IsOpen: true, Scenario: null }
        ? Decision.Of(new NewEntry(new DrillScenarioRan(running.Key, running.Title, running.By, running.StartedAt, running.Faults), null))
        : Decision.Nothing;

    private Task AskAsync(CancellationToken cancellationToken) => supervisor.EveryAsync(Asking, Every, async token =>
    {
        await drills.LookAsync(token);
        await LookAsync(token);
    }, cancellationToken);

    private Task FollowAsync(CancellationToken cancellationToken) => supervisor.FollowAsync(Watching, desk.Book, (_, token) => LookAsync(token), cancellationToken);

    /// <summary>A drill that throws keeps no other waiting.</summary>
    private Task<bool> TryAsync(Incident drill, Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        supervisor.TryAsync(Watching.Of($"#{drill.Number}", $"Drill #{drill.Number} and its faults are not being kept in step"), work, cancellationToken);
}
