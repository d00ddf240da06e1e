using System.Reflection;
using System.Text.Json.Serialization;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Infra.Tests.Postgres;

public class TimelineRoundTripTests(PostgresFixture postgres)
{
    [Fact]
    public void The_samples_hold_every_kind_of_event()
    {
        var kinds = typeof(IncidentEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType);

        Assert.Equal(kinds.ToHashSet(), EventSamples.All.Select(sample => sample.GetType()).ToHashSet());
    }

    [Fact]
    public async Task Every_kind_of_event_reads_back_as_it_was_written()
    {
        var database = await postgres.CloneAsync();
        await using var console = new ConsoleOnPostgres(database.ConnectionString);

        var opened = await console.Log.OpenAsync(Entries.Ada, Samples, TestContext.Current.CancellationToken);
        var read = await console.Log.ReadAllAsync(opened.Entries[0].Incident);

        Assert.Equal(EventSamples.All.Select(sample => (sample.GetType(), EventJson.Serialize(sample))), Json(read));
        Assert.Equal(opened.Entries.Select(Facts), read.Select(Facts));
        Assert.Equal(Enumerable.Range(1, read.Count).Select(number => (long)number), read.Select(entry => entry.Sequence));
        Assert.All(read, entry => Assert.Equal(Entries.Ada, entry.Actor));
    }

    [Fact]
    public async Task The_hash_chain_holds_over_what_is_read_back()
    {
        var database = await postgres.CloneAsync();
        await using var console = new ConsoleOnPostgres(database.ConnectionString);
        var incident = await console.Log.OpenAsync("first");
        await console.Log.AppendAsync(incident, 1, Entries.Ada, Samples, TestContext.Current.CancellationToken);

        var hash = HashChain.Genesis;
        foreach (var entry in await console.Log.ReadAllAsync(incident))
        {
            hash = HashChain.Next(hash, incident, entry.Sequence, entry.HappenedAt, entry.RecordedAt, entry.Actor, EventJson.Serialize(entry.Event));
            Assert.Equal(hash, entry.Hash);
        }
    }

    [Fact]
    public async Task Times_are_kept_to_the_microsecond_and_in_utc()
    {
        var database = await postgres.CloneAsync();
        await using var console = new ConsoleOnPostgres(database.ConnectionString);
        var happenedAt = new DateTimeOffset(2026, 11, 3, 4, 5, 6, TimeSpan.FromHours(2)).AddTicks(1_234_567);

        var opened = await console.Log.OpenAsync(Entries.Ada, [new(new NoteAdded("late"), happenedAt)], TestContext.Current.CancellationToken);
        var read = Assert.Single(await console.Log.ReadAllAsync(opened.Entries[0].Incident));

        Assert.Equal("2026-11-03T02:05:06.1234560+00:00", read.HappenedAt.ToString("O"));
        Assert.Equal(opened.Entries[0].RecordedAt, read.RecordedAt);
        Assert.True(read.RecordedAt > read.HappenedAt);
    }

    [Fact]
    public async Task Only_what_follows_the_asked_sequence_is_read_and_nothing_of_an_unknown_incident()
    {
        var database = await postgres.CloneAsync();
        await using var console = new ConsoleOnPostgres(database.ConnectionString);
        var first = await console.Log.OpenAsync("1", "2", "3");
        var second = await console.Log.OpenAsync();

        Assert.Equal(["2", "3"], (await console.Log.ReadAsync(first, 1, TestContext.Current.CancellationToken)).Texts());
        Assert.Empty(await console.Log.ReadAllAsync(999));
        Assert.Equal([second, first], await console.Log.ListAsync(TestContext.Current.CancellationToken));
    }

    private static NewEntry[] Samples => [.. EventSamples.All.Select(sample => new NewEntry(sample, null))];

    private static IEnumerable<(Type, string)> Json(IEnumerable<TimelineEntry> entries) =>
        entries.Select(entry => (entry.Event.GetType(), EventJson.Serialize(entry.Event)));

    private static (long, DateTimeOffset, DateTimeOffset, string) Facts(TimelineEntry entry) =>
        (entry.Sequence, entry.HappenedAt, entry.RecordedAt, entry.Hash);
}
