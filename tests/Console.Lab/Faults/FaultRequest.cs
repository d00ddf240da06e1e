using System.Globalization;
using System.Text.Json;

namespace IncidentConsole.Lab.Faults;

/// <summary>What a user asked of a fault, checked: a typing error must not look like a fault that has no effect.</summary>
public static class FaultRequest
{
    /// <summary>The arguments as text, or the sentence that says what is wrong with them.</summary>
    public static (IReadOnlyDictionary<string, string> Arguments, string? Error) Read(FaultKind kind, JsonElement body, string? region)
    {
        var arguments = new Dictionary<string, string>();
        if (body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
            return (arguments, "The body must be a JSON object of arguments, such as {\"region\": \"eu-west\"}, or empty.");
        if (body.ValueKind == JsonValueKind.Object)
            foreach (var property in body.EnumerateObject())
                arguments[property.Name] = property.Value.ToString();
        if (!string.IsNullOrEmpty(region))
            arguments["region"] = region;
        return (arguments, arguments.Select(argument => ErrorOf(kind, argument.Key, argument.Value)).FirstOrDefault(error => error is not null) ?? Missing(kind, arguments));
    }

    private static string? Missing(FaultKind kind, Dictionary<string, string> given) =>
        kind.Arguments.FirstOrDefault(argument => argument.IsNeeded && !given.ContainsKey(argument.Name)) is { } missing
            ? $"The fault {kind.Name} needs the argument '{missing.Name}': {string.Join(" or ", missing.Choices)}."
            : null;

    private static string? ErrorOf(FaultKind kind, string name, string value)
    {
        if (kind.Arguments.FirstOrDefault(argument => argument.Name == name) is not { } argument)
            return kind.Arguments.Count == 0
                ? $"The fault {kind.Name} takes no arguments, but '{name}' was given."
                : $"The fault {kind.Name} has no argument '{name}'; it takes {string.Join(", ", kind.Arguments.Select(known => known.Name))}.";
        return argument.Form switch
        {
            ArgumentForm.Number when !IsNumber(value) => $"The argument '{name}' must be a number from 0 to 1000000, not '{value}' ({argument.Meaning}).",
            ArgumentForm.Choice when !argument.Choices.Contains(value) => $"The argument '{name}' must be {string.Join(" or ", argument.Choices)}, not '{value}'.",
            _ => null,
        };
    }

    private static bool IsNumber(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1_000_000;
}
