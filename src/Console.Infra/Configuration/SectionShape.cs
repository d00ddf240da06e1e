using System.ComponentModel;
using Microsoft.Extensions.Configuration;

namespace IncidentConsole.Infra.Configuration;

/// <summary>Holds what is written against what can be read: keys nobody reads, and values that are no such thing.</summary>
internal static class SectionShape
{
    public static IEnumerable<SettingError> Errors(IConfigurationSection section, Type type)
    {
        if (SettingType.IsValue(type)) return Value(section, type);
        if ((SettingType.MapItem(type) ?? SettingType.ListItem(type)) is { } item)
            return section.GetChildren().SelectMany(child => Errors(child, item));
        return Object(section, type);
    }

    private static IEnumerable<SettingError> Object(IConfigurationSection section, Type type)
    {
        var settings = SettingType.Settings(type).ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (!settings.TryGetValue(child.Key, out var setting))
                yield return new(child.Path, $"unknown key; known here: {string.Join(", ", settings.Keys.Order(StringComparer.Ordinal))}", IsUnreadable: false);
            else
                foreach (var error in Errors(child, setting.PropertyType)) yield return error;
        }
    }

    private static IEnumerable<SettingError> Value(IConfigurationSection section, Type type)
    {
        if (section.GetChildren().Any())
            return [new(section.Path, $"is a group of keys, but should be {SettingType.InWords(type)}", IsUnreadable: true)];
        if (string.IsNullOrEmpty(section.Value) || type == typeof(object)) return [];
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(section.Value);
            return [];
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or NotSupportedException or OverflowException)
        {
            return [new(section.Path, $"\"{section.Value}\" is not {SettingType.InWords(type)}", IsUnreadable: true)];
        }
    }
}
