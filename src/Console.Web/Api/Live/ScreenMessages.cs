using IncidentConsole.Web.Api.Board;
using Microsoft.AspNetCore.SignalR;

namespace IncidentConsole.Web.Api.Live;

/// <summary>What a screen is told. The names are part of the API.</summary>
internal static class ScreenMessages
{
    /// <summary>The newest board, a few times a second at most.</summary>
    public static Task BoardAsync(this IClientProxy screens, BoardAnswer board, CancellationToken cancellationToken) =>
        screens.SendAsync("Board", board, cancellationToken);

    /// <summary>Entries were added to an incident. The same may come twice: the sequence says what is known already.</summary>
    public static Task IncidentAsync(this IClientProxy screens, IncidentChange change, CancellationToken cancellationToken) =>
        screens.SendAsync("Incident", change, cancellationToken);
}
