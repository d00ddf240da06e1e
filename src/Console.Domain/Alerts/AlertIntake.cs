using System.Threading.Channels;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Domain.Alerts;

/// <summary>
/// Takes what Alertmanager sends, without ever making it wait, and every few seconds takes all of it in at once: into the live list, and as one
/// entry a region into the open incident it is about.
/// </summary>
public sealed class AlertIntake(IncidentDesk desk, Live<ReceivedAlerts> received, Supervisor supervisor, TimeProvider time) : IBackgroundLoop, IDisposable
{
    private static readonly Loop Intake = new("alert-intake", "Alerts of Alertmanager are not being taken in");

    /// <summary>Messages that wait. Alertmanager groups alerts, and sends again what was refused.</summary>
    public const int MostWaiting = 200;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Channel<IReadOnlyList<ReceivedAlert>> waiting = Channel.CreateBounded<IReadOnlyList<ReceivedAlert>>(MostWaiting);

    /// <summary>False when too much is waiting: to be sent again later.</summary>
    public bool TryTake(IReadOnlyList<ReceivedAlert> alerts) => waiting.Writer.TryWrite(alerts);

    public Task RunAsync(CancellationToken cancellationToken) => supervisor.EveryAsync(Intake, Every, LookAsync, cancellationToken);

    /// <summary>Takes in once what is waiting, and tells the open incidents what is news to them.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await TakeInAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task TakeInAsync(CancellationToken cancellationToken)
    {
        var all = new List<ReceivedAlert>();
        while (waiting.Reader.TryRead(out var alerts)) all.AddRange(alerts);
        if (all.Count > 0) Keep(all);
        if (received.Current.ToldAt is null) return;
        foreach (var incident in desk.Book.Current.Incidents.Values.Where(view => view.Incident.IsOpen))
            await supervisor.TryAsync(Intake.Of($"#{incident.Incident.Number}", $"Alerts are not being recorded in incident #{incident.Incident.Number}"),
                token => TellAsync(incident, token), cancellationToken);
    }

    /// <summary>All at once; or, when one of them throws, each by itself and without that one.</summary>
    private void Keep(List<ReceivedAlert> alerts)
    {
        var now = time.GetUtcNow();
        if (Bug.Shield(() => received.Update(list => list.With(alerts, now)) is not null, "alerts of Alertmanager", _ => false)) return;
        foreach (var alert in alerts)
            Bug.Shield(() => received.Update(list => list.With([alert], now)) is not null, "an alert of Alertmanager", _ => false);
    }

    private async Task TellAsync(IncidentView incident, CancellationToken cancellationToken)
    {
        if (AlertNews.Of(incident, received.Current).Any())
            await desk.HandleViewAsync(incident.Incident.Number, Actor.Console, view => Decision.Of(AlertNews.Of(view, received.Current)), cancellationToken);
    }
}
