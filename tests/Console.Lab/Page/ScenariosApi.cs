using System.Text.Json;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Page;

/// <summary><c>/scenarios</c>: what can be rehearsed, start one, end everything.</summary>
internal static class ScenariosApi
{
    public static void Map(WebApplication app, FaultBoard faults, ScenarioRun run)
    {
        app.MapGet("/scenarios", () => Results.Json(new
        {
            scenarios = ScenarioCatalog.All.Select(scenario => new { scenario.Key, scenario.Title, scenario.Effect, faults = scenario.Faults.Select(Describe) }),
            running = run.Running is { } running
                ? new { running.Scenario.Key, running.Scenario.Title, running.By, running.StartedAt, faults = running.Scenario.Faults.Select(Words) }
                : null,
            faults = faults.Active.Select(fault => string.Join(' ', [fault.Name, .. fault.Arguments.Select(argument => $"{argument.Key} {argument.Value}")])),
        }));

        app.MapPut("/scenarios/{key}", async (string key, JsonElement body) =>
        {
            if (ScenarioCatalog.Find(key) is not { } scenario)
                return Problem(StatusCodes.Status404NotFound, $"There is no scenario '{key}'. Known scenarios: {string.Join(", ", ScenarioCatalog.All.Select(known => known.Key))}.");
            if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("by", out var by) || by.ValueKind != JsonValueKind.String || by.GetString() is not { Length: > 0 and <= 100 } name)
                return Problem(StatusCodes.Status400BadRequest, "The body must say who starts it: {\"by\": \"...\"}.");
            return await run.TryStartAsync(scenario, name)
                ? Results.NoContent()
                : Problem(StatusCodes.Status409Conflict, run.Running is { } running ? $"The scenario “{running.Scenario.Title}” runs already." : "Faults are on already. End them first.");
        });

        app.MapDelete("/scenarios", async () =>
        {
            await run.EndAsync();
            return Results.NoContent();
        });
    }

    private static object Describe(ScenarioFault fault) => new { words = Words(fault), effect = FaultCatalog.Find(fault.Name)!.Effect, afterSeconds = fault.After.TotalSeconds };

    private static string Words(ScenarioFault fault) => fault.After == TimeSpan.Zero ? fault.Words : $"{fault.Words} after {fault.After.TotalSeconds:0} s";

    private static IResult Problem(int status, string sentence) => Results.Problem(sentence, statusCode: status);
}
