using IncidentConsole.Lab.Processes;
using Npgsql;

namespace IncidentConsole.Infra.Tests.Postgres;

/// <summary>One database of the fixture's server.</summary>
public sealed record TestDatabase(PostgresServer Server, string Name)
{
    public string ConnectionString => $"{Server.ConnectionString(Name)};Timeout=30";

    /// <summary>The same database through a gate.</summary>
    public string ThroughPort(int port) => Server.ConnectionString(Name, port);

    public Task ExecuteAsync(string sql) => Server.ExecuteAsync(Name, sql, TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<string>> LinesAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            lines.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column))));
        return lines;
    }
}
