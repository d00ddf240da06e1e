using System.Collections;
using System.ComponentModel.DataAnnotations;

namespace IncidentConsole.Infra.Configuration;

/// <summary>Data annotations of bound options and everything in them, each error under its full key.</summary>
internal static class SectionRules
{
    public static IEnumerable<SettingError> Errors(object options, string key)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        // The validator asks the object itself only when every attribute is content. Here all errors are told at once.
        if (results.Count > 0 && options is IValidatableObject rules) results.AddRange(rules.Validate(new ValidationContext(options)));
        foreach (var result in results)
            foreach (var member in result.MemberNames.DefaultIfEmpty(""))
                yield return new(member.Length == 0 ? key : $"{key}:{member}", result.ErrorMessage ?? "is not valid", IsUnreadable: false);

        foreach (var setting in SettingType.Settings(options.GetType()))
            foreach (var error in Inside(setting.GetValue(options), $"{key}:{setting.Name}"))
                yield return error;
    }

    private static IEnumerable<SettingError> Inside(object? value, string key)
    {
        switch (value)
        {
            case null:
                return [];
            case var single when SettingType.IsValue(single.GetType()):
                return [];
            case IDictionary map:
                return map.Keys.Cast<object>().SelectMany(name => Inside(map[name], $"{key}:{name}"));
            case IEnumerable list:
                return list.Cast<object?>().SelectMany((item, index) => Inside(item, $"{key}:{index}"));
            default:
                return Errors(value, key);
        }
    }
}
