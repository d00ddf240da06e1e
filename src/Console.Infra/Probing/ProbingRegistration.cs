using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Loops;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Probing;

public static class ProbingRegistration
{
    /// <summary>The live fleet and the host that keeps it alive. Needs <see cref="FleetPolicy"/> and <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddProbing(this IServiceCollection services) => services
        .AddSingleton(provider => new Live<FleetSnapshot>(FleetSnapshot.Of(provider.GetRequiredService<FleetPolicy>().RegionIds)))
        .AddLoop<ProbeHost>();
}
