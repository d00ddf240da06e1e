using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Review.Recordings;
using IncidentConsole.Lab.Network;

namespace IncidentConsole.Infra.Tests.Postgres;

public class RecordingsTests(PostgresFixture postgres)
{
    private static readonly RegionId West = new("eu-west");
    private static readonly RegionId East = new("us-east");
    private static readonly DateTimeOffset At = new(2026, 11, 23, 10, 30, 0, TimeSpan.Zero);

    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_recorded_comes_back_as_it_was_in_order_and_what_was_not_known_stays_unknown()
    {
        await using var console = new ConsoleOnPostgres((await postgres.CloneAsync()).ConnectionString);
        var incident = await console.Log.OpenAsync();
        var other = await console.Log.OpenAsync();
        await console.Recordings.KeepAsync(incident, [Sample(At.AddSeconds(5), 0.9), Sample(At, null)], Ends);
        await console.Recordings.KeepAsync(other, [Sample(At, 50)], Ends);

        var samples = await console.Recordings.ReadAsync(incident, Ends);

        Assert.Equal([At, At.AddSeconds(5)], samples.Select(sample => sample.At));
        Assert.Null(samples[0].Regions[West].Errors);
        Assert.Equal(new RecordedRegion(Verdict.Down, 0.9, null), samples[1].Regions[West]);
        Assert.Equal(20, samples[1].UserPath.FailedPercent);
        Assert.Equal(new RecordedLink(West, East, 3.5, 31, 2, 0), Assert.Single(samples[1].Links));
    }

    [Fact]
    public async Task Of_two_replicas_that_record_the_same_moment_the_first_one_stays()
    {
        await using var console = new ConsoleOnPostgres((await postgres.CloneAsync()).ConnectionString);
        var incident = await console.Log.OpenAsync();

        await console.Recordings.KeepAsync(incident, [Sample(At, 1)], Ends);
        await console.Recordings.KeepAsync(incident, [Sample(At, 2), Sample(At.AddSeconds(5), 3)], Ends);

        Assert.Equal([1d, 3d], (await console.Recordings.ReadAsync(incident, Ends)).Select(sample => sample.Regions[West].Errors));
    }

    [Fact]
    public async Task A_postgres_that_is_away_is_said_and_not_thrown_as_its_own_exception()
    {
        await using var console = new ConsoleOnPostgres($"Host=127.0.0.1;Port={FreePorts.Next()};Database=none;Username=none;Password=secret");

        var kept = await Assert.ThrowsAsync<LogUnavailableException>(() => console.Recordings.KeepAsync(1, [Sample(At, 1)], Ends));
        Assert.Contains("connection refused", kept.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LogUnavailableException>(() => console.Recordings.ReadAsync(1, Ends));
    }

    private static RecordedSample Sample(DateTimeOffset at, double? errors) => new(
        at,
        ImmutableSortedDictionary<RegionId, RecordedRegion>.Empty.Add(West, new(Verdict.Down, errors, null)).Add(East, new(Verdict.Healthy, 0, 80)),
        [new(West, East, 3.5, 31, 2, 0)])
    {
        UserPath = new(4, 1),
    };
}
