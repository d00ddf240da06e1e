using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;

namespace IncidentConsole.Web.Api;

/// <summary>Names the field that is wrong and what it takes, where the framework names a type and a byte.</summary>
internal static partial class BadRequestSentences
{
    public static string Of(BadHttpRequestException bad, Endpoint? endpoint) => bad switch
    {
        { InnerException: JsonException json } => OfBody(json, endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType),
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => BodyLimit.Of(endpoint).Sentence,
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => BodyForm.Sentence(endpoint),
        _ when MissingFormField().Match(bad.Message) is { Success: true } missing => $"The form lacks the field “{missing.Groups["name"].Value}”.",
        _ when BoundParameter().Match(bad.Message) is { Success: true } match => $"“{match.Groups["value"].Value}” is no value for “{match.Groups["name"].Value}”.",
        _ => $"The request cannot be read. The call takes {(BodyForm.Of(endpoint) is var form && form.EndsWith("json", StringComparison.Ordinal) ? "a JSON body" : form)}; /openapi/v1.json says which.",
    };

    private static string OfBody(JsonException json, Type? type)
    {
        // The reader's own exception stands behind text that is no JSON at all; the rest is JSON that does not fit.
        if (json.InnerException is JsonException) return $"The body is no valid JSON: line {(json.LineNumber ?? 0) + 1}, byte {(json.BytePositionInLine ?? 0) + 1}.";
        if (MissingFields().Match(json.Message) is { Success: true } missing) return $"Missing: {missing.Groups["names"].Value.Replace("'", "", StringComparison.Ordinal)}. {Fields(type)}";

        var name = json.Path?.Split('.')[^1] is { } last && last != "$" ? last : null;
        if (name is null) return $"The body must be a JSON object. {Fields(type)}";
        var property = type?.GetProperties().FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase));
        return property is null ? $"There is no field “{name}”. {Fields(type)}" : $"The field “{name}” takes {Takes(property)}.";
    }

    private static string Fields(Type? type) =>
        type is null ? "" : $"The fields are {string.Join(", ", type.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)))}.";

    private static string Takes(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type.IsEnum ? $"one of {Words.All(type)}"
            : type == typeof(DateTimeOffset) ? "a time such as 2026-11-23T10:30:00Z"
            : type == typeof(int) || type == typeof(long) ? "a whole number"
            : "a text";
    }

    [GeneratedRegex("including: (?<names>.*?)\\.?$")]
    private static partial Regex MissingFields();

    [GeneratedRegex("parameter \"\\S+ (?<name>\\w+)\" was not provided from form")]
    private static partial Regex MissingFormField();

    [GeneratedRegex("parameter \"\\S+ (?<name>\\w+)\" from \"(?<value>.*)\"")]
    private static partial Regex BoundParameter();
}
