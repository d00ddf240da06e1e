using System.Text.Json;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Api;

/// <summary>Enums as the API spells them: <c>not-applicable</c>.</summary>
internal static class Words
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static bool TryParse<T>(string? word, out T value) where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            value = candidate;
            if (string.Equals(Of(candidate), word, StringComparison.OrdinalIgnoreCase)) return true;
        }
        value = default;
        return false;
    }

    /// <summary><c>slack, email, plain</c>; <c>P0, P1, P2, P3</c>.</summary>
    public static string All(Type type) => string.Join(", ", Enum.GetNames(type).Select(name => type == typeof(Severity) ? name : JsonNamingPolicy.KebabCaseLower.ConvertName(name)));
}
