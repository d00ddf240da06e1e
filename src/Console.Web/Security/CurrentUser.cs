using System.Security.Claims;
using IncidentConsole.Domain.Incidents;
using Microsoft.AspNetCore.Components.Authorization;

namespace IncidentConsole.Web.Security;

/// <summary>Who acts through this page, and from where: what goes on the timeline.</summary>
internal sealed class CurrentUser(AuthenticationStateProvider authentication, CircuitAddress address)
{
    /// <summary>Pages require a signed-in account, so there always is one.</summary>
    public async Task<Actor> ActorAsync() => ActorOf((await authentication.GetAuthenticationStateAsync()).User, address.Value);

    public static Actor ActorOf(ClaimsPrincipal user, string address) => new(
        user.Identity?.Name ?? throw new InvalidOperationException("Nobody is signed in."),
        Enum.Parse<Role>(user.FindFirstValue(ClaimTypes.Role)!, ignoreCase: true),
        user.SessionId() is { } session ? $"{address} session {session}" : $"{address} token");

    public static Actor ActorOf(HttpContext context) => ActorOf(context.User, CircuitAddress.Of(context));
}
