using Microsoft.AspNetCore.Components.Server.Circuits;

namespace IncidentConsole.Web.Security;

/// <summary>The remote address of a circuit, taken while its connection is opened: later there is no HTTP request to ask.</summary>
internal sealed class CircuitAddress(IHttpContextAccessor accessor) : CircuitHandler
{
    public string Value { get; private set; } = accessor.HttpContext is { } context ? Of(context) : "unknown";

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (accessor.HttpContext is { } context) Value = Of(context);
        return Task.CompletedTask;
    }

    /// <summary>
    /// The client's, where a known proxy says so; a listener for both families shows IPv4 as IPv6, which nobody would recognise.
    /// </summary>
    public static string Of(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };
}
