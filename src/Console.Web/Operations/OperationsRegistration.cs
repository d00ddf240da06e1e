using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Loops;
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
        .AddSingleton<LoopMetrics>()
        .AddLoop<ActionCounts>()
        .AddLoop<FleetGauges>();

    public static void MapOperations(this WebApplication app)
    {
        app.MapHealth();
        app.Services.GetRequiredService<LoopMetrics>().Publish();
        var metrics = app.MapMetrics();
        // Read by hand: a value that does not convert is for the configuration check to tell, with all the others.
        var isPublic = bool.TryParse(app.Configuration[$"{OperationsOptions.Section}:{nameof(OperationsOptions.PublicMetrics)}"], out var value) && value;
        if (isPublic) metrics.AllowAnonymous();
        else metrics.RequireAuthorization(Policies.ReadMetrics);
    }
}
