namespace IncidentConsole.Infra.Tests.Postgres;

public class LeaseTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_lease_has_one_holder_until_it_is_given_back()
    {
        var database = await postgres.CloneAsync();
        await using var here = new ConsoleOnPostgres(database.ConnectionString);
        await using var there = new ConsoleOnPostgres(database.ConnectionString);

        await using (var held = await TakeAsync(here, "plan-1"))
        {
            Assert.NotNull(held);
            Assert.Null(await TakeAsync(there, "plan-1"));
            Assert.Null(await TakeAsync(here, "plan-1"));
            await using var other = await TakeAsync(there, "plan-2");
            Assert.NotNull(other);
        }

        await using var again = await TakeAsync(there, "plan-1");
        Assert.NotNull(again);
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_gets_the_lease()
    {
        var database = await postgres.CloneAsync();
        await using var console = new ConsoleOnPostgres(database.ConnectionString);

        var leases = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => TakeAsync(console, "plan-1")));

        await using var held = Assert.Single(leases, lease => lease is not null);
    }

    [Fact]
    public async Task A_lease_is_free_again_when_its_holder_dies()
    {
        var database = await postgres.CloneAsync();
        await using var dying = new ConsoleOnPostgres(database.ConnectionString);
        await using var next = new ConsoleOnPostgres(database.ConnectionString);
        await using var lost = await TakeAsync(dying, "plan-1");

        // What the server does when the holder's end of the socket is gone.
        await database.ExecuteAsync(
            "select pg_terminate_backend(pid, 5000) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");

        await using var taken = await TakeAsync(next, "plan-1");
        Assert.NotNull(taken);
    }

    private static Task<IAsyncDisposable?> TakeAsync(ConsoleOnPostgres console, string name) =>
        console.Log.TryLeaseAsync(name, TestContext.Current.CancellationToken);
}
