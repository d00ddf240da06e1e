using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Api;

/// <summary>The API's JSON: camelCase, enums as words, times in UTC; nothing unknown is passed over and nothing missing is guessed.</summary>
internal static class ApiJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        // A name of the field, not a word: P0, as everybody writes it. Small letters are taken too, as with all enums.
        options.Converters.Add(new JsonStringEnumConverter<Severity>(allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.Converters.Add(new UtcTime());
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(OnlyFinite);
    }

    // JSON has no NaN. None comes this far; if one does it is not known, and the rest of the answer stands.
    private static void OnlyFinite(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.PropertyType == typeof(double?) && property.Get is not null))
        {
            var get = property.Get!;
            property.Get = owner => get(owner) is double value && double.IsFinite(value) ? value : null;
        }
    }
}
