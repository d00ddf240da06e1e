using System.Collections;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Configuration;

/// <summary>Every <c>Regions</c> map names exactly the regions of <c>Fleet</c>: a region nobody probes must not go unnoticed.</summary>
internal static class RegionMaps
{
    public static IEnumerable<SettingError> Errors(FleetPolicy fleet, string section, object options)
    {
        if (options.GetType().GetProperty(nameof(FleetPolicy.Regions))?.GetValue(options) is not IDictionary map) yield break;

        var regions = fleet.Regions.Select(region => region.Id).ToList();
        var named = map.Keys.Cast<string>().ToList();
        foreach (var missing in regions.Except(named))
            yield return new($"{section}:Regions:{missing}", "is missing; Fleet has this region", IsUnreadable: false);
        foreach (var unknown in named.Except(regions))
            yield return new($"{section}:Regions:{unknown}", $"no such region; Fleet has {string.Join(", ", regions)}", IsUnreadable: false);
    }

    public static IEnumerable<SettingError> Duplicates(FleetPolicy fleet) => fleet.Regions
        .GroupBy(region => region.Id)
        .Where(same => same.Count() > 1)
        .Select(same => new SettingError("Fleet:Regions", $"{same.Key} is named {same.Count()} times", IsUnreadable: false));
}
