using System.Net;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;

namespace IncidentConsole.Infra.Tests.Postgres;

public class TimelineOutageTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_killed_server_is_unavailable_and_once_back_serves_the_first_click()
    {
        var folder = Directory.CreateTempSubdirectory("console-postgres-");
        await using var server = new PostgresServer(folder.FullName, FreePorts.Next());
        await server.StartAsync(TestContext.Current.CancellationToken);
        await using var console = new ConsoleOnPostgres(server.ConnectionString("postgres"));
        await console.MigrateAsync();
        var incident = await console.Log.OpenAsync("before");

        await server.DisposeAsync();
        Assert.Equal(AppendOutcome.Unavailable, (await console.Log.AppendAsync(incident, 1, "meanwhile")).Outcome);
        Assert.Equal("connection refused", (await console.Log.AppendAsync(incident, 1, "meanwhile")).Reason);
        Assert.Equal(AppendOutcome.Unavailable, (await console.Log.OpenAsync(Entries.Ada, Entries.Notes("x"), TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal("connection refused", await console.Dependency.CheckAsync(TestContext.Current.CancellationToken));

        await server.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(AppendOutcome.Appended, (await console.Log.AppendAsync(incident, 1, "after")).Outcome);
        Assert.Null(await console.Dependency.CheckAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["before", "after"], (await console.Log.ReadAllAsync(incident)).Texts());

        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_server_restarted_unnoticed_fails_nobodys_click()
    {
        var folder = Directory.CreateTempSubdirectory("console-postgres-");
        await using var server = new PostgresServer(folder.FullName, FreePorts.Next());
        await server.StartAsync(TestContext.Current.CancellationToken);
        await using var console = new ConsoleOnPostgres(server.ConnectionString("postgres"));
        await console.MigrateAsync();
        var incident = await console.Log.OpenAsync("before");

        await server.DisposeAsync();
        await server.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(AppendOutcome.Appended, (await console.Log.AppendAsync(incident, 1, "after")).Outcome);

        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_hung_server_is_given_up_and_the_reason_tells_no_secret()
    {
        var database = await postgres.CloneAsync();
        await using var gate = Gate();
        await using var console = new ConsoleOnPostgres(database.ThroughPort(gate.Address.Port), timeout: "00:00:03");
        var incident = await console.Log.OpenAsync("before");

        gate.Set(GateMode.Hang);
        var append = await console.Log.AppendAsync(incident, 1, "meanwhile");
        var read = await Assert.ThrowsAsync<LogUnavailableException>(() => console.Log.ReadAllAsync(incident));

        Assert.Equal((AppendOutcome.Unavailable, "timed out after 3 s"), (append.Outcome, append.Reason));
        Assert.Equal("The timeline in Postgres cannot be reached: timed out after 3 s.", read.Message);

        gate.Open();
        Assert.Equal(["before"], (await console.Log.ReadAllAsync(incident)).Texts());
    }

    [Fact]
    public async Task A_database_without_tables_says_that_the_migrations_have_not_run()
    {
        var database = await postgres.CreateEmptyAsync();
        await using var console = new ConsoleOnPostgres(database.ConnectionString);

        var opened = await console.Log.OpenAsync(Entries.Ada, Entries.Notes("x"), TestContext.Current.CancellationToken);

        Assert.Equal((AppendOutcome.Unavailable, "its tables are not there yet: the migrations have not run"), (opened.Outcome, opened.Reason));
    }

    [Fact]
    public async Task A_wrong_password_is_not_repeated_in_the_reason()
    {
        var database = await postgres.CloneAsync();
        await using var console = new ConsoleOnPostgres($"{database.ConnectionString};Password=hunter2");

        Assert.Equal("signing in was refused", await console.Dependency.CheckAsync(TestContext.Current.CancellationToken));
    }

    private Gate Gate()
    {
        var gate = new Gate(
            new IPEndPoint(IPAddress.Loopback, FreePorts.Next()), new IPEndPoint(IPAddress.Loopback, postgres.Port), TimeProvider.System);
        gate.Open();
        return gate;
    }
}
