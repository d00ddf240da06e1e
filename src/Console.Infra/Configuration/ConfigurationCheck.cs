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
        var configuration = services.GetRequiredService<IConfiguration>();
        List<string> errors =
        [
            .. Errors(configuration, services.GetServices<CheckedSection>()),
            .. services.GetServices<IConfigurationRule>().SelectMany(rule => rule.Errors(configuration))
                .Select(error => $"{error.Key}: {error.Problem}"),
        ];
        if (errors.Count > 0) throw new BadConfigurationException(errors);
    }

    /// <summary>One section, checked as at the start: for what may change while the console runs.</summary>
    /// <exception cref="BadConfigurationException">Something is wrong: all of it at once.</exception>
    public static TOptions Read<TOptions>(IConfiguration configuration, string section) where TOptions : class
    {
        var errors = new CheckedSection(section, typeof(TOptions)).Check(configuration, out var options);
        return errors.Count == 0 ? (TOptions)options : throw new BadConfigurationException([.. errors.Select(error => error.ToString())]);
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
