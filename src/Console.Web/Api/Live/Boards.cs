using System.Runtime.CompilerServices;
using IncidentConsole.Domain.Alerts;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Api.Board;

namespace IncidentConsole.Web.Api.Live;

/// <summary>The board at a pace a screen can follow.</summary>
internal sealed class Boards(Live<FleetSnapshot> fleet, Live<ReceivedAlerts> told, IncidentDesk desk, FleetPolicy policy, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public BoardAnswer Current => BoardAnswer.Of(fleet.Current, told.Current, desk.Book.Current, policy, time.GetUtcNow());

    /// <summary>The newest board at once and after each change, at most four a second.</summary>
    public async IAsyncEnumerable<BoardAnswer> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var _ in fleet.WatchAsync(cancellationToken))
        {
            yield return Current;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
