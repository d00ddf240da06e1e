using System.ComponentModel;
using System.Reflection;

namespace IncidentConsole.Infra.Configuration;

/// <summary>How the configuration binder sees a type: one value, a map, a list, or an object with settings.</summary>
internal static class SettingType
{
    public static bool IsValue(Type type) => type == typeof(object) || TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));

    /// <summary>The type of a map's values; null when it is no map.</summary>
    public static Type? MapItem(Type type) => Argument(type, typeof(IDictionary<,>), 1) ?? Argument(type, typeof(IReadOnlyDictionary<,>), 1);

    /// <summary>The type of a list's items; null when it is no list.</summary>
    public static Type? ListItem(Type type) => Argument(type, typeof(IEnumerable<>), 0);

    /// <summary>What can be set in an object of this type.</summary>
    public static IEnumerable<PropertyInfo> Settings(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0 && property.SetMethod is { IsPublic: true });

    /// <summary>What the value should have been, in words.</summary>
    public static string InWords(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } choice => $"one of {string.Join(", ", Enum.GetNames(choice))}",
        var time when time == typeof(TimeSpan) => "a time span hh:mm:ss",
        var flag when flag == typeof(bool) => "true or false",
        var whole when whole == typeof(int) || whole == typeof(long) => "a whole number",
        var number when number == typeof(double) || number == typeof(decimal) => "a number",
        var other => $"a {other.Name}",
    };

    private static Type? Argument(Type type, Type generic, int index) => type.GetInterfaces().Prepend(type)
        .FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == generic)?
        .GetGenericArguments()[index];
}
