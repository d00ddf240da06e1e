using System.Text.Json;
using IncidentConsole.Domain.Incidents;
using Npgsql;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>An incident's timeline as Postgres holds it, read with plain SQL.</summary>
internal static class StoredTimeline
{
    public sealed record Entry(long Sequence, DateTimeOffset HappenedAt, DateTimeOffset RecordedAt, Actor Actor, string Type, string Event, string Hash);

    public static async Task<IReadOnlyList<Entry>> ReadAsync(string connectionString, int incident)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            "select sequence, happened_at, recorded_at, actor, role, source, type, event::text, hash from timeline where incident = $1 order by sequence");
        command.Parameters.Add(new() { Value = incident });
        await using var reader = await command.ExecuteReaderAsync();
        var entries = new List<Entry>();
        while (await reader.ReadAsync())
            entries.Add(new(reader.GetInt64(0), At(reader, 1), At(reader, 2), new Actor(reader.GetString(3), Enum.Parse<Role>(reader.GetString(4)), reader.GetString(5)),
                reader.GetString(6), reader.GetString(7), reader.GetString(8)));
        return entries;
    }

    /// <summary>The only entry of a type, and its event.</summary>
    public static (Entry Entry, JsonElement Event) Only(IReadOnlyList<Entry> entries, string type)
    {
        var entry = Assert.Single(entries, entry => entry.Type == type);
        return (entry, JsonSerializer.Deserialize<JsonElement>(entry.Event));
    }

    /// <summary>Numbered without a gap, recorded in that order, and each hash covers the one before.</summary>
    public static void IsWhole(IReadOnlyList<Entry> entries, int incident)
    {
        var (previous, recordedAt) = (HashChain.Genesis, DateTimeOffset.MinValue);
        foreach (var (entry, at) in entries.Select((entry, at) => (entry, at)))
        {
            Assert.Equal(at + 1, entry.Sequence);
            Assert.True(entry.RecordedAt >= recordedAt, $"Entry {entry.Sequence} was recorded before the one it follows.");
            Assert.Equal(HashChain.Next(previous, incident, entry.Sequence, entry.HappenedAt, entry.RecordedAt, entry.Actor, entry.Event), entry.Hash);
            (previous, recordedAt) = (entry.Hash, entry.RecordedAt);
        }
    }

    private static DateTimeOffset At(NpgsqlDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);
}
