using IncidentConsole.Domain.Fleet;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Configuration;

public static class ConfigurationRegistration
{
    /// <summary>
    /// Binds a section and puts it under <see cref="ConfigurationCheck"/>: data annotations at any depth, values that do not convert, unknown keys.
    /// </summary>
    public static IServiceCollection AddChecked<TOptions>(this IServiceCollection services, string section) where TOptions : class
    {
        services.AddOptions<TOptions>().BindConfiguration(section);
        return services.AddSingleton(new CheckedSection(section, typeof(TOptions)));
    }

    /// <summary>The regions and limits of section <c>Fleet</c>, as a singleton.</summary>
    public static IServiceCollection AddFleetPolicy(this IServiceCollection services) => services
        .AddChecked<FleetPolicy>(FleetPolicy.Section)
        .AddSingleton(provider => provider.GetRequiredService<IOptions<FleetPolicy>>().Value);
}
