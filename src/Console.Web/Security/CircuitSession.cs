using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace IncidentConsole.Web.Security;

/// <summary>
/// The session of an open page. Before each click, key and navigation is handled, it is asked whether the session still holds with the
/// same role; if
/// not, nothing is handled any more and the page goes: to sign in, or to be drawn anew with the role of now.
/// </summary>
internal sealed class CircuitSession(AuthenticationStateProvider authentication, Sessions sessions, OpenSessions open, SecurityLog log,
    CircuitAddress address) : CircuitHandler
{
    private ClaimsPrincipal? user;
    private int isOver;

    /// <summary>Raised once, on any thread.</summary>
    public event Action? Ended;

    public bool IsOver => Volatile.Read(ref isOver) != 0;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        user = (await authentication.GetAuthenticationStateAsync()).User;
        open.Add(this, user, End);
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        open.Remove(this);
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) =>
        activity => MayGoOn() ? next(activity) : Task.CompletedTask;

    private bool MayGoOn()
    {
        if (!IsOver && user is not null && sessions.WhyOver(user) is { } reason) End(reason);
        return !IsOver;
    }

    private void End(string reason)
    {
        if (Interlocked.Exchange(ref isOver, 1) != 0) return;
        open.Remove(this);
        log.SessionRejected(user?.Identity?.Name ?? "-", address.Value, user?.SessionId(), reason);
        Ended?.Invoke();
    }
}
