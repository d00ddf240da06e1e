using IncidentConsole.Domain.Fleet;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Configuration;

/// <summary>Looks at every section once, before anything starts.</summary>
public static class ConfigurationCheck
{
    /// <summary>Call it between building the host and starting it.</summary>
    /// <exception cref="BadConfigurationException">Something is wrong: all of it at once.</exception>
    public static void ThrowIfBad(IServiceProvider services)
    {
        var errors = Errors(services.GetRequiredService<IConfiguration>(), services.GetServices<CheckedSection>());
        if (errors.Count > 0) throw new BadConfigurationException(errors);
    }

    internal static IReadOnlyList<string> Errors(IConfiguration configuration, IEnumerable<CheckedSection> sections)
    {
        var errors = new List<SettingError>();
        var bound = new List<(CheckedSection Section, object Options)>();
        foreach (var section in sections)
        {
            errors.AddRange(section.Check(configuration, out var options));
            bound.Add((section, options));
        }

        if (bound.Select(each => each.Options).OfType<FleetPolicy>().FirstOrDefault() is { Regions.Count: > 0 } fleet)
        {
            errors.AddRange(RegionMaps.Duplicates(fleet));
            errors.AddRange(bound.SelectMany(each => RegionMaps.Errors(fleet, each.Section.Name, each.Options)));
        }
        return [.. errors.Select(error => error.ToString()).Distinct()];
    }
}
