using IncidentConsole.Domain.Incidents;
using Microsoft.AspNetCore.SignalR;

namespace IncidentConsole.Web.Api.Live;

/// <summary>
/// Tells the screens what changed. The board goes to this process's own screens: every replica probes for itself, and a screen must not
/// see two of them mixed. A change of an incident goes to the others' too, over the backplane, in case they do not hear from the store.
/// </summary>
internal sealed partial class Broadcast(IHubContext<IncidentsHub> hub, Screens screens, Boards boards, IncidentDesk desk, ILogger<Broadcast> logger) : BackgroundService
{
    private readonly Dictionary<int, long> told = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(BoardsAsync(stoppingToken), IncidentsAsync(stoppingToken));

    private async Task BoardsAsync(CancellationToken cancellationToken)
    {
        await foreach (var board in boards.WatchAsync(cancellationToken))
            if (screens.Own is { Count: > 0 } own) await TryAsync(() => hub.Clients.Clients(own).BoardAsync(board, cancellationToken));
    }

    private async Task IncidentsAsync(CancellationToken cancellationToken)
    {
        var isHistory = true;
        await foreach (var book in desk.Book.WatchAsync(cancellationToken))
        {
            foreach (var view in book.Incidents.Values)
                if (IncidentChange.After(view, told.GetValueOrDefault(view.Incident.Number)) is { } change)
                {
                    told[change.Number] = change.Sequence;
                    if (!isHistory) await TellAsync(change, cancellationToken);
                }
            // What was read at the start is no news.
            isHistory &= !book.IsLoaded;
        }
    }

    private async Task TellAsync(IncidentChange change, CancellationToken cancellationToken)
    {
        var own = screens.Own;
        await TryAsync(() => hub.Clients.Clients(own).IncidentAsync(change, cancellationToken));
        await TryAsync(() => hub.Clients.AllExcept(own).IncidentAsync(change, cancellationToken));
    }

    private async Task TryAsync(Func<Task> tell)
    {
        try
        {
            await tell();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A backplane that is away: the own screens were told directly, and nothing here is worth stopping for.
            LogNotTold(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Screens could not be told: {Reason}")]
    private partial void LogNotTold(string reason);
}
