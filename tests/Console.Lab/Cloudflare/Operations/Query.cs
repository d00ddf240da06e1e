using System.Globalization;

namespace IncidentConsole.Lab.Cloudflare.Operations;

/// <summary>Query parameters; unknown ones are refused.</summary>
internal static class Query
{
    public static void Only(this HttpRequest request, params string[] known)
    {
        if (request.Query.Keys.Except(known).FirstOrDefault() is { } unknown)
            throw new CloudflareException(400, 1004, $"'{unknown}' is no parameter of this operation");
    }

    public static string? Text(this HttpRequest request, string parameter) =>
        request.Query[parameter].ToString() is { Length: > 0 } text ? text : null;

    public static int Number(this HttpRequest request, string parameter, int otherwise, int most) => request.Text(parameter) switch
    {
        null => otherwise,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most => number,
        _ => throw new CloudflareException(400, 1004, $"{parameter} must be between 1 and {most}"),
    };
}
