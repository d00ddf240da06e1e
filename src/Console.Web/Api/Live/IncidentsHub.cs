using System.Runtime.CompilerServices;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Api.Board;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace IncidentConsole.Web.Api.Live;

/// <summary>
/// <c>/hubs/incidents</c>, for external screens: sends <c>Board</c> and <c>Incident</c> by itself, or streams when asked to.
/// A screen only looks: whatever changes anything goes through the API.
/// </summary>
[Authorize(Policies.Viewer)]
internal sealed class IncidentsHub(Screens screens, Boards boards, IncidentDesk desk, OpenSessions open) : Hub
{
    public override async Task OnConnectedAsync()
    {
        var abort = Context.Abort;
        open.Add(Context.ConnectionId, Context.User!, _ => abort());
        await Clients.Caller.BoardAsync(boards.Current, Context.ConnectionAborted);
        screens.Add(Context.ConnectionId);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        open.Remove(Context.ConnectionId);
        screens.Remove(Context.ConnectionId);
        return Task.CompletedTask;
    }

    /// <summary>The board now, then the newest one whenever it has changed.</summary>
    public IAsyncEnumerable<BoardAnswer> Watch(CancellationToken cancellationToken) => boards.WatchAsync(cancellationToken);

    /// <summary>The entries of one incident after a sequence, at once and as they come.</summary>
    public async IAsyncEnumerable<IncidentChange> WatchIncident(int number, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var book in desk.Book.WatchAsync(cancellationToken))
            if (book.Find(number) is { } view && IncidentChange.After(view, after) is { } change)
            {
                after = change.Sequence;
                yield return change;
            }
    }
}
