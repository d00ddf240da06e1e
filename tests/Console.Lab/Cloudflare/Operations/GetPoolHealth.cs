using System.Globalization;
using System.Text.Json.Nodes;
using IncidentConsole.Lab.Route53.Health;

namespace IncidentConsole.Lab.Cloudflare.Operations;

/// <summary>What each location saw of a pool's origin last; it does not say when.</summary>
internal static class GetPoolHealth
{
    public static IResult Handle(string id, IReadOnlyList<Pool> pools, HealthChecks monitors)
    {
        var pool = GetPool.Find(pools, id);
        var seen = monitors.All.Any(check => check.Id == id) ? monitors.Observations(id) : [];
        return Envelope.Of(new JsonObject
        {
            ["pool_id"] = pool.Id,
            ["pop_health"] = new JsonObject(seen.Select(observation => KeyValuePair.Create(observation.Checker, (JsonNode?)Location(pool, observation)))),
        });
    }

    private static JsonObject Location(Pool pool, HealthObservation seen) => new()
    {
        ["healthy"] = seen.IsHealthy,
        ["origins"] = new JsonArray(new JsonObject
        {
            [pool.Address] = new JsonObject
            {
                ["healthy"] = seen.IsHealthy, ["failure_reason"] = Reason(seen), ["response_code"] = Code(seen.Status), ["rtt"] = "1.0ms",
            },
        }),
    };

    /// <summary>In the words of Cloudflare's list of common error codes.</summary>
    private static string Reason(HealthObservation seen) => seen switch
    {
        { IsHealthy: true } => "No failures",
        { Status: var status } when status.Contains("timed out", StringComparison.Ordinal) => "HTTP timeout occurred",
        { Status: var status } when status.Contains("HTTP Status Code", StringComparison.Ordinal) => "Response code mismatch error",
        _ => "TCP connection failed",
    };

    private static int Code(string status) =>
        status.Split("HTTP Status Code ") is [_, var rest] && int.TryParse(rest[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0;
}
