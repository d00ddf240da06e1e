using Microsoft.AspNetCore.Authorization;

namespace IncidentConsole.Web.Security;

/// <summary>What pages and API calls ask for. Of people each includes the ones before; a machine has the one thing it is for.</summary>
internal static class Policies
{
    public const string Viewer = "viewer";
    public const string Responder = "responder";
    public const string Commander = "commander";

    /// <summary>To tell of alerts: a responder, or a machine that is for it.</summary>
    public const string SendAlerts = "send-alerts";

    /// <summary>To read the metrics: a viewer, or a machine that is for it.</summary>
    public const string ReadMetrics = "read-metrics";

    private static readonly string[] FromViewer = [Viewer, Responder, Commander];
    private static readonly string[] FromResponder = [Responder, Commander];

    /// <summary>Nothing without one of them, a page that only says “authorized” included.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddSingleton<IAuthorizationMiddlewareResultHandler, LoggedAuthorization>()
        .AddAuthorizationBuilder()
        .SetDefaultPolicy(new AuthorizationPolicyBuilder().RequireRole(FromViewer).Build())
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireRole(FromViewer).Build())
        .AddPolicy(Viewer, policy => policy.RequireRole(FromViewer))
        .AddPolicy(Responder, policy => policy.RequireRole(FromResponder))
        .AddPolicy(Commander, policy => policy.RequireRole(Commander))
        .AddPolicy(SendAlerts, policy => policy.RequireAssertion(asked => asked.User.IsMachine(MachineScope.Alerts)
            || FromResponder.Any(asked.User.IsInRole)))
        .AddPolicy(ReadMetrics, policy => policy.RequireAssertion(asked => asked.User.IsMachine(MachineScope.Metrics)
            || FromViewer.Any(asked.User.IsInRole)))
        .Services;
}
