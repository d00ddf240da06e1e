using IncidentConsole.Infra.Tests.Postgres;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace IncidentConsole.Infra.Tests.Postgres;

/// <summary>One real server for all tests that ask for a database, started for the first of them.</summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private const string Template = "console_template";

    private readonly Lazy<Task<PostgresServer>> started;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("console-postgres-");
    private readonly SemaphoreSlim cloning = new(1);
    private int clones;

    public PostgresFixture() => started = new(StartAsync);

    public int Port { get; } = FreePorts.Next();

    /// <summary>A database of the test's own with the schema in place: a clone of a migrated one.</summary>
    public Task<TestDatabase> CloneAsync() => CreateAsync($"template {Template}");

    /// <summary>A database of the test's own without any table.</summary>
    public Task<TestDatabase> CreateEmptyAsync() => CreateAsync("");

    public async ValueTask DisposeAsync()
    {
        if (started.IsValueCreated)
            await (await started.Value).DisposeAsync();
        folder.Delete(recursive: true);
        cloning.Dispose();
    }

    private async Task<TestDatabase> CreateAsync(string options)
    {
        var server = await started.Value;
        var name = $"test_{Interlocked.Increment(ref clones)}";
        await cloning.WaitAsync();
        try
        {
            await server.ExecuteAsync("postgres", $"create database {name} {options}", CancellationToken.None);
        }
        finally
        {
            cloning.Release();
        }

        return new TestDatabase(server, name);
    }

    private async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer(folder.FullName, Port);
        await server.StartAsync(CancellationToken.None);
        await server.ExecuteAsync("postgres", $"create database {Template}", CancellationToken.None);
        await using var console = new ConsoleOnPostgres(server.ConnectionString(Template));
        await console.MigrateAsync();
        return server;
    }
}
