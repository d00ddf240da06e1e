using IncidentConsole.Lab.Network;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IncidentConsole.Infra.Tests.Postgres;

public class MigrationTests(PostgresFixture postgres)
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "console.sql");

    /// <summary>Everything that makes the schema, a line each; the script indents what the migrations do not.</summary>
    private const string Schema = """
        select table_name, column_name, data_type, is_nullable from information_schema.columns where table_schema = 'public'
        union all select conrelid::regclass::text, conname, pg_get_constraintdef(oid), '' from pg_constraint where connamespace = 'public'::regnamespace
        union all select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled::text from pg_trigger where not tgisinternal
        union all select proname, regexp_replace(prosrc, '\s+', ' ', 'g'), '', '' from pg_proc where pronamespace = 'public'::regnamespace
        union all select sequencename, data_type::text, start_value::text, '' from pg_sequences
        union all select 'migration', "MigrationId", '', '' from "__EFMigrationsHistory"
        order by 1, 2, 3
        """;

    [Fact]
    public async Task The_sql_script_is_the_script_of_the_migrations()
    {
        await using var console = new ConsoleOnPostgres("Host=127.0.0.1;Database=none");
        await using var context = console.Context();

        var script = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        Assert.Equal(script.Trim(), (await File.ReadAllTextAsync(Script, TestContext.Current.CancellationToken)).Trim());
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task The_sql_script_makes_the_same_schema_however_often_it_runs()
    {
        var byScript = await postgres.CreateEmptyAsync();
        var byMigrations = await postgres.CloneAsync();
        var sql = await File.ReadAllTextAsync(Script, TestContext.Current.CancellationToken);

        await byScript.ExecuteAsync(sql);
        await byScript.ExecuteAsync(sql);

        Assert.Equal(await byMigrations.LinesAsync(Schema), await byScript.LinesAsync(Schema));
    }

    [Fact]
    public async Task Replicas_that_start_together_migrate_one_after_the_other()
    {
        var database = await postgres.CreateEmptyAsync();
        await using var here = new ConsoleOnPostgres(database.ConnectionString);
        await using var there = new ConsoleOnPostgres(database.ConnectionString);

        await Task.WhenAll(RunAsync(here), RunAsync(there));

        await using var context = here.Context();
        Assert.Equal(context.Database.GetMigrations(), await database.LinesAsync("select \"MigrationId\" from \"__EFMigrationsHistory\" order by 1"));
        Assert.Equal(1, await there.Log.OpenAsync());
    }

    [Fact]
    public async Task The_schema_waits_for_postgres_to_come_up()
    {
        var database = await postgres.CreateEmptyAsync();
        await using var gate = new Gate(
            new(System.Net.IPAddress.Loopback, FreePorts.Next()), new(System.Net.IPAddress.Loopback, postgres.Port), TimeProvider.System);
        gate.Set(GateMode.Refuse);
        await using var console = new ConsoleOnPostgres(database.ThroughPort(gate.Address.Port));

        var running = RunAsync(console);
        Assert.Equal("connection refused", await console.Dependency.CheckAsync(TestContext.Current.CancellationToken));
        Assert.False(running.IsCompleted);
        gate.Open();
        await running;

        Assert.Null(await console.Dependency.CheckAsync(TestContext.Current.CancellationToken));
    }

    private static Task RunAsync(ConsoleOnPostgres console) => console.Migrations.RunAsync(TestContext.Current.CancellationToken);
}
