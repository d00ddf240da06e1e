using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Infra.Tests.Postgres;

public class TimelineRaceTests(PostgresFixture postgres)
{
    private const int Writers = 20;

    [Fact]
    public async Task Of_twenty_parallel_appenders_exactly_one_wins_each_sequence()
    {
        const int rounds = 5;
        var database = await postgres.CloneAsync();
        await using var here = new ConsoleOnPostgres(database.ConnectionString);
        await using var there = new ConsoleOnPostgres(database.ConnectionString);
        var incident = await here.Log.OpenAsync();

        for (var round = 1; round <= rounds; round++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer =>
                (writer % 2 == 0 ? here : there).Log.AppendAsync(incident, round, $"{round}: writer {writer}")));

            var winner = Assert.Single(results, result => result.Outcome == AppendOutcome.Appended);
            Assert.All(results.Except([winner]), result => Assert.Equal(AppendResult.Conflict, result));
            Assert.Equal(winner.Entries, await here.Log.ReadAsync(incident, round, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_stale_append_is_a_conflict_and_nothing_changes()
    {
        var database = await postgres.CloneAsync();
        await using var console = new ConsoleOnPostgres(database.ConnectionString);
        var incident = await console.Log.OpenAsync("1", "2");

        Assert.Equal(AppendOutcome.Conflict, (await console.Log.AppendAsync(incident, 1, "late")).Outcome);
        Assert.Equal(AppendOutcome.Conflict, (await console.Log.AppendAsync(incident, 3, "from nowhere")).Outcome);
        Assert.Equal(["1", "2"], (await console.Log.ReadAllAsync(incident)).Texts());
    }

    [Fact]
    public async Task Incidents_opened_at_the_same_time_get_numbers_of_their_own()
    {
        var database = await postgres.CloneAsync();
        await using var console = new ConsoleOnPostgres(database.ConnectionString);

        var numbers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => console.Log.OpenAsync()));

        Assert.Equal(Writers, numbers.Distinct().Count());
        Assert.Equal(numbers.OrderDescending(), await console.Log.ListAsync(TestContext.Current.CancellationToken));
    }
}
