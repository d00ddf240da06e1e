using IncidentConsole.Infra.Configuration;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Prometheus;

namespace IncidentConsole.Web.Operations;

internal static class OperationsRegistration
{
    /// <summary>What the people who run the console look at: liveness, readiness, metrics.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddChecked<OperationsOptions>(OperationsOptions.Section)
        .AddSingleton<Readiness>()
        .AddSingleton<CircuitHandler>(new OpenCircuits())
        .AddHostedService<ActionCounts>()
        .AddHostedService<FleetGauges>();

    public static void MapOperations(this WebApplication app)
    {
        app.MapHealth();
        var metrics = app.MapMetrics();
        // Read by hand: a value that does not convert is for the configuration check to tell, with all the others.
        var isPublic = bool.TryParse(app.Configuration[$"{OperationsOptions.Section}:{nameof(OperationsOptions.PublicMetrics)}"], out var value) && value;
        if (isPublic) metrics.AllowAnonymous();
        else metrics.RequireAuthorization(Policies.ReadMetrics);
    }
}
