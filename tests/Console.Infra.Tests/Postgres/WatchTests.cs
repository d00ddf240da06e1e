using System.Net;
using IncidentConsole.Infra.Postgres;
using IncidentConsole.Lab.Network;

namespace IncidentConsole.Infra.Tests.Postgres;

public class WatchTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_one_console_records_every_console_hears()
    {
        var database = await postgres.CloneAsync();
        await using var here = new ConsoleOnPostgres(database.ConnectionString);
        await using var there = new ConsoleOnPostgres(database.ConnectionString);
        await using var heardHere = Watch(here);
        await using var heardThere = Watch(there);

        Assert.Equal(TimelineListener.Anything, await NextAsync(heardHere));
        Assert.Equal(TimelineListener.Anything, await NextAsync(heardThere));
        var incident = await here.Log.OpenAsync("one", "transaction", "is", "one", "wake-up");
        Assert.Equal(incident, await NextAsync(heardHere));
        Assert.Equal(incident, await NextAsync(heardThere));
        var other = await there.Log.OpenAsync();
        Assert.Equal(other, await NextAsync(heardHere));
        Assert.Equal(other, await NextAsync(heardThere));
    }

    [Fact]
    public async Task After_a_cut_the_watcher_hears_that_anything_may_have_changed_and_then_goes_on()
    {
        var database = await postgres.CloneAsync();
        await using var gate = new Gate(
            new IPEndPoint(IPAddress.Loopback, FreePorts.Next()), new IPEndPoint(IPAddress.Loopback, postgres.Port), TimeProvider.System);
        gate.Set(GateMode.Refuse);
        await using var watching = new ConsoleOnPostgres(database.ThroughPort(gate.Address.Port));
        await using var writing = new ConsoleOnPostgres(database.ConnectionString);
        await using var heard = Watch(watching);
        var first = NextAsync(heard);

        gate.Open();
        Assert.Equal(TimelineListener.Anything, await first);
        var next = NextAsync(heard);
        gate.Set(GateMode.Refuse);
        var incident = await writing.Log.OpenAsync("unheard");
        gate.Open();

        Assert.Equal(TimelineListener.Anything, await next);
        await writing.Log.AppendAsync(incident, 1, "heard");
        Assert.Equal(incident, await NextAsync(heard));
    }

    private static IAsyncEnumerator<int> Watch(ConsoleOnPostgres console) =>
        console.Log.WatchAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private static async Task<int> NextAsync(IAsyncEnumerator<int> heard)
    {
        Assert.True(await heard.MoveNextAsync());
        return heard.Current;
    }
}
