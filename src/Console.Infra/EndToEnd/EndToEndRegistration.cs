using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Infra.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.EndToEnd;

public static class EndToEndRegistration
{
    /// <summary>The program of the fleet's own, where one is configured.</summary>
    public static IServiceCollection AddEndToEnd(this IServiceCollection services) => services
        .AddChecked<EndToEndOptions>(EndToEndOptions.Section)
        .AddSingleton<IEndToEndCheck, OwnProgram>();
}
