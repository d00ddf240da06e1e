using IncidentConsole.Lab.Fleet.Traffic;

namespace IncidentConsole.Lab.Page;

/// <summary><c>GET /ledger</c>: what clients were told is in, oldest first, in pages.</summary>
internal static class LedgerApi
{
    private const int MostPerPage = 10_000;

    public static void Map(WebApplication app, Ledger ledger) => app.MapGet("/ledger", (int? offset, int? limit) =>
    {
        if (offset < 0 || limit is < 1 or > MostPerPage)
            return Results.Problem($"offset must be 0 or more, limit from 1 to {MostPerPage}.", statusCode: StatusCodes.Status400BadRequest);
        var entries = ledger.Page(offset ?? 0, limit ?? 1000);
        return Results.Json(new { total = ledger.Count, next = (offset ?? 0) + entries.Count, entries });
    });
}
