using System.Text.Json;
using IncidentConsole.Lab.Composition;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Page;

/// <summary><c>/faults</c>: list, switch on, switch off. Each answers when the change has taken effect.</summary>
internal static class FaultsApi
{
    private const long MaxBodyBytes = 64 * 1024;

    public static void Map(WebApplication app, RehearsalRange range)
    {
        app.MapGet("/faults", () => Overview(range.Faults));

        app.MapPut("/faults/{name}", async (string name, string? region, HttpRequest request) =>
        {
            if (FaultCatalog.Find(name) is not { } kind)
                return Unknown(name);
            if (await ReadBodyAsync(request) is not { } body)
                return Problem(StatusCodes.Status400BadRequest, "The body is no JSON object of arguments.");
            var (arguments, error) = FaultRequest.Read(kind, body, region);
            if (error is not null)
                return Problem(StatusCodes.Status400BadRequest, error);
            var fault = range.Faults.Set(name, arguments);
            await range.Effects.ApplyAsync();
            return Results.Json(fault);
        });

        app.MapDelete("/faults/{name}", async (string name, string? region) =>
        {
            if (FaultCatalog.Find(name) is null)
                return Unknown(name);
            var wasOn = range.Faults.Clear(name, region);
            await range.Effects.ApplyAsync();
            return wasOn ? Results.NoContent() : Problem(StatusCodes.Status404NotFound, $"The fault {name} is not on{(region is null ? "" : $" in {region}")}.");
        });

        app.MapDelete("/faults", async () =>
        {
            await range.Scenarios.EndAsync();
            return Results.NoContent();
        });
    }

    private static IResult Overview(FaultBoard faults) => Results.Json(new
    {
        active = faults.Active,
        catalog = FaultCatalog.All.Select(kind => new
        {
            kind.Name,
            kind.Effect,
            arguments = kind.Arguments.Select(argument => new
            {
                argument.Name,
                argument.Meaning,
                form = argument.Form.ToString().ToLowerInvariant(),
                argument.Choices,
                argument.IsNeeded,
            }),
        }),
    });

    private static async Task<JsonElement?> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength is 0 or null && !request.Headers.ContainsKey("Transfer-Encoding"))
            return default(JsonElement);
        if (request.ContentLength > MaxBodyBytes)
            return null;
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Unknown(string name) => Problem(
        StatusCodes.Status404NotFound,
        $"There is no fault '{name}'. Known faults: {string.Join(", ", FaultCatalog.All.Select(kind => kind.Name))}.");

    private static IResult Problem(int status, string sentence) => Results.Problem(sentence, statusCode: status);
}
