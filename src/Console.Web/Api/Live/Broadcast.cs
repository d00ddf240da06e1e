using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Loops;
using Microsoft.AspNetCore.SignalR;

namespace IncidentConsole.Web.Api.Live;

/// <summary>
/// Tells the screens what changed. The board goes to this process's own screens: every replica probes for itself, and a screen must not
/// see two of them mixed. A change of an incident goes to the others' too, over the backplane, in case they do not hear from the store.
/// </summary>
internal sealed partial class Broadcast(
    IHubContext<IncidentsHub> hub, Screens screens, Boards boards, IncidentDesk desk, Supervisor supervisor, ILogger<Broadcast> logger) : IBackgroundLoop
{
    private static readonly Loop ToldBoards = new("board-feed", "External screens are not being sent the board");
    private static readonly Loop ToldIncidents = new("incident-feed", "External screens are not being told of incidents");
    private readonly Dictionary<int, long> told = [];
    private bool isHistory = true;

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        supervisor.RunAsync(ToldBoards, BoardsAsync, cancellationToken),
        supervisor.FollowAsync(ToldIncidents, desk.Book, TellAsync, cancellationToken));

    private async Task BoardsAsync(CancellationToken cancellationToken)
    {
        await foreach (var board in boards.WatchAsync(cancellationToken))
            if (screens.Own is { Count: > 0 } own) await TryAsync(() => hub.Clients.Clients(own).BoardAsync(board, cancellationToken));
    }

    private async Task TellAsync(IncidentBook book, CancellationToken cancellationToken)
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

    [LoggerMessage(LogLevel.Warning, "SignalR broadcast failed: {Reason}")]
    private partial void LogNotTold(string reason);
}
