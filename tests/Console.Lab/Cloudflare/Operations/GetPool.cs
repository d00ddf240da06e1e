using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Cloudflare.Operations;

internal static class GetPool
{
    public static IResult Handle(string id, IReadOnlyList<Pool> pools) => Envelope.Of(Write(Find(pools, id)));

    public static Pool Find(IReadOnlyList<Pool> pools, string id) =>
        pools.FirstOrDefault(pool => pool.Id == id) ?? throw new CloudflareException(404, 1001, "pool not found");

    public static JsonObject Write(Pool pool) => new()
    {
        ["id"] = pool.Id,
        ["name"] = pool.Name,
        ["description"] = "",
        ["enabled"] = pool.Enabled,
        ["minimum_origins"] = 1,
        ["monitor"] = pool.Monitor ?? "",
        ["origins"] = new JsonArray(new JsonObject { ["name"] = pool.Name, ["address"] = pool.Address, ["enabled"] = true, ["weight"] = 1 }),
        ["origin_steering"] = new JsonObject { ["policy"] = "random" },
        ["check_regions"] = null,
        ["notification_email"] = "",
    };
}
