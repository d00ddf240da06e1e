using System.Globalization;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Infra.Tests.Postgres;

/// <summary>A console of a newer version on the same database: it writes what this one does not know, with a proper hash.</summary>
internal static class NewerVersion
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 10, 30, 0, TimeSpan.Zero);

    public static async Task WritesAsync(this TestDatabase database, int incident, string stored, string role = "Commander")
    {
        var last = await database.LinesAsync($"select sequence, hash from timeline where incident = {incident} order by sequence desc limit 1");
        var parts = last.Count == 0 ? ["0", HashChain.Genesis] : last[0].Split(" | ");
        var sequence = long.Parse(parts[0], CultureInfo.InvariantCulture) + 1;
        var hash = HashChain.Next(parts[1], incident, sequence, At, At, Actor.Stored("zoe", role, "10.0.0.9"), stored);
        await database.ExecuteAsync(
            $"insert into timeline values ({incident}, {sequence}, '{At:O}', '{At:O}', 'zoe', '{role}', '10.0.0.9', 'future', '{stored}', '{hash}')");
    }

    public static async Task<int> DeclaresAsync(this TestDatabase database, string stored)
    {
        var number = int.Parse((await database.LinesAsync("select nextval('incident_numbers')"))[0], CultureInfo.InvariantCulture);
        await database.ExecuteAsync($"insert into incidents values ({number})");
        await database.WritesAsync(number, stored);
        return number;
    }
}
