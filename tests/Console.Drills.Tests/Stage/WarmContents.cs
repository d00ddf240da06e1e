using IncidentConsole.Lab.Composition;
using Npgsql;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>The warm stores as they are, past the console: the result of every id, as JSON.</summary>
internal sealed record WarmContents(IReadOnlyDictionary<string, string> EuWest, IReadOnlyDictionary<string, string> UsEast)
{
    public static async Task<WarmContents> ReadAsync(RehearsalRange range) =>
        new(await ReadAsync(range.File.Regions[0].WarmPostgres), await ReadAsync(range.File.Regions[1].WarmPostgres));

    private static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string connectionString)
    {
        await using var warm = NpgsqlDataSource.Create(connectionString);
        await using var read = warm.CreateCommand("select pcs_id, result::text from pcs_dedup");
        await using var rows = await read.ExecuteReaderAsync();
        var results = new Dictionary<string, string>();
        while (await rows.ReadAsync()) results[rows.GetString(0)] = rows.GetString(1);
        return results;
    }
}
