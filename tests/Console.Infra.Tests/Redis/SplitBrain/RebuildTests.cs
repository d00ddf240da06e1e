using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Infra.Redis.Rebuild;
using static IncidentConsole.Infra.Tests.Redis.SplitBrain.SplitRegions;

namespace IncidentConsole.Infra.Tests.Redis.SplitBrain;

public sealed class RebuildTests(SplitRegions regions) : IClassFixture<SplitRegions>, IAsyncLifetime
{
    private const string Yes = """{"accepted":true,"escalated":false}""";
    private const string No = """{"accepted":false,"escalated":true,"reason":"budget"}""";
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(20);
    private readonly string snapshot = Guid.NewGuid().ToString("N");

    public async ValueTask InitializeAsync()
    {
        await regions.EmptyAsync();
        // 1: west first. 2: east first. 3: only west. 4: only east. 5: both alike.
        await BothAsync(1, Yes, AnHourAgo, No, AnHourAgo + Later);
        await BothAsync(2, Yes, AnHourAgo + Later, No, AnHourAgo);
        await StoreAsync(regions.West, Id(3), Yes, AnHourAgo);
        await StoreAsync(regions.East, Id(4), No, AnHourAgo);
        await StoreAsync(regions.West, Id(5), Yes, AnHourAgo);
        await StoreAsync(regions.East, Id(5), Yes, AnHourAgo);
        await regions.West.StringSetAsync("other", "foreign");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_earlier_write_wins_in_both_regions_with_what_is_left_of_its_life_and_nothing_else_is_touched()
    {
        await RebuildAsync();
        Assert.Equal(No, await regions.East.StringGetAsync($"pcs:{Id(1)}"));

        var swapped = await regions.SucceedAsync(DedupProcedures.Swap, snapshot);

        Assert.Equal("4 results put in place in eu-west and us-east, 0 refused", swapped.Outcome);
        foreach (var region in new[] { regions.West, regions.East })
        {
            Assert.Equal((Yes, No), ((string?)await region.StringGetAsync($"pcs:{Id(1)}"), (string?)await region.StringGetAsync($"pcs:{Id(2)}")));
            Assert.Equal((Yes, No, Yes), ((string?)await region.StringGetAsync($"pcs:{Id(3)}"), (string?)await region.StringGetAsync($"pcs:{Id(4)}"), (string?)await region.StringGetAsync($"pcs:{Id(5)}")));
        }
        Assert.Equal((AnHourAgo + Life).ToUnixTimeMilliseconds(), new DateTimeOffset((await regions.East.KeyExpireTimeAsync($"pcs:{Id(1)}"))!.Value.ToUniversalTime(), TimeSpan.Zero).ToUnixTimeMilliseconds());
        var copied = (await regions.East.KeyExpireTimeAsync($"pcs:{Id(3)}"))!.Value.ToUniversalTime() - (AnHourAgo + Life).UtcDateTime;
        Assert.InRange(copied.Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal("foreign", await regions.West.StringGetAsync("other"));
    }

    [Fact]
    public async Task Rebuilding_touches_no_live_key()
    {
        await RebuildAsync();
        Assert.Equal((No, Yes), ((string?)await regions.East.StringGetAsync($"pcs:{Id(1)}"), (string?)await regions.West.StringGetAsync($"pcs:{Id(2)}")));
        Assert.False(await regions.East.KeyExistsAsync($"pcs:{Id(3)}"));
        Assert.Equal(2, regions.East.Multiplexer.GetServers()[0].Keys(pattern: $"pcs-rebuild:{snapshot}:*").Distinct().Count());
    }

    [Fact]
    public async Task The_log_also_holds_what_was_refused_and_an_earlier_refused_request_elects_nobody()
    {
        // Somebody sent id 1 to us-east a minute before, with a signature that was refused: it is in the log, and nothing was stored. So was id 9, and its
        // accepted request is in no log any more.
        regions.Log("us-east", AnHourAgo - TimeSpan.FromMinutes(1), Id(1));
        await StoreAsync(regions.West, Id(9), Yes, AnHourAgo);
        await StoreAsync(regions.East, Id(9), No, AnHourAgo + Later);
        regions.Log("us-east", AnHourAgo - TimeSpan.FromMinutes(4), Id(9));
        regions.Log("eu-west", AnHourAgo, Id(9));
        await RebuildAsync();
        await regions.SucceedAsync(DedupProcedures.Swap, snapshot);
        Assert.Equal((Yes, Yes), ((string?)await regions.East.StringGetAsync($"pcs:{Id(1)}"), (string?)await regions.East.StringGetAsync($"pcs:{Id(9)}")));
    }

    [Fact]
    public async Task Where_the_log_no_longer_has_it_the_age_of_the_entry_tells_and_the_id_is_named()
    {
        await StoreAsync(regions.West, Id(6), Yes, AnHourAgo + Later);
        await StoreAsync(regions.East, Id(6), No, AnHourAgo);

        var read = await regions.SucceedAsync(DedupProcedures.ReadWals, snapshot);
        Assert.Equal((3, 1), (read.Counts["conflicts"], read.Counts["by age"]));
        Assert.Contains($"no record left: {Id(6)}", read.Log);
        var elected = await regions.SucceedAsync(DedupProcedures.Elect, snapshot);
        Assert.Equal("3 elected: 1 of eu-west, 2 of us-east", elected.Outcome);
    }

    [Fact]
    public async Task Ages_a_millisecond_apart_are_told_apart()
    {
        await regions.EmptyAsync();
        // Ids that are in no log.
        const int Many = 500;
        for (var number = 100; number < 100 + Many; number++)
        {
            var first = (AnHourAgo + Life).ToUnixTimeMilliseconds();
            var (west, east) = number % 2 == 0 ? (first, first + 1) : (first + 1, first);
            await regions.West.ExecuteAsync("SET", $"pcs:{Id(number)}", Yes, "PXAT", west);
            await regions.East.ExecuteAsync("SET", $"pcs:{Id(number)}", No, "PXAT", east);
        }
        // What is left of a life is less where the answer comes later.
        var reading = regions.SucceedAsync(DedupProcedures.ReadWals, snapshot);
        while (!reading.IsCompleted) await regions.East.ExecuteAsync("CLIENT", "PAUSE", 20, "ALL");
        await reading;

        var elected = await regions.SucceedAsync(DedupProcedures.Elect, snapshot);

        Assert.Equal($"{Many} elected: {Many / 2} of eu-west, {Many / 2} of us-east", elected.Outcome);
    }

    [Fact]
    public async Task A_result_that_changed_since_is_refused_listed_and_left_alone()
    {
        await RebuildAsync();
        await StoreAsync(regions.East, Id(1), "something new", AnHourAgo);
        await StoreAsync(regions.West, Id(4), "written meanwhile", AnHourAgo);

        var swapped = await regions.RunAsync(DedupProcedures.Swap, snapshot);

        Assert.False(swapped.Succeeded);
        Assert.Equal((2, 2), (swapped.Counts["written"], swapped.Counts["refused"]));
        Assert.Contains($"refused in us-east: {Id(1)} holds something else than was seen", swapped.Log);
        Assert.Equal(("something new", "written meanwhile"), ((string?)await regions.East.StringGetAsync($"pcs:{Id(1)}"), (string?)await regions.West.StringGetAsync($"pcs:{Id(4)}")));
    }

    [Fact]
    public async Task Run_again_the_swap_changes_nothing()
    {
        await RebuildAsync();
        await regions.SucceedAsync(DedupProcedures.Swap, snapshot);
        var again = await regions.SucceedAsync(DedupProcedures.Swap, snapshot);
        Assert.Equal((0, 4), (again.Counts["written"], again.Counts["already so"]));
    }

    [Fact]
    public async Task Killed_in_the_middle_the_swap_counts_as_its_own_what_it_had_written_and_no_more()
    {
        await RebuildAsync();
        await StoreAsync(regions.East, Id(3), Yes, AnHourAgo); // so by somebody else, before it begins
        string? checkpoint = null;
        var told = new List<ProcedureProgress>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => regions.RunAsync(DedupProcedures.Swap, snapshot, run: new ProcedureRun(null, (progress, _) =>
        {
            checkpoint = progress.Checkpoint ?? checkpoint;
            return progress.Text.EndsWith("in place in eu-west", StringComparison.Ordinal) ? throw new InvalidOperationException("killed") : Task.CompletedTask;
        })));
        Assert.Equal((No, No), ((string?)await regions.West.StringGetAsync($"pcs:{Id(2)}"), (string?)await regions.East.StringGetAsync($"pcs:{Id(1)}")));

        var outcome = await regions.RunAsync(DedupProcedures.Swap, snapshot, run: new ProcedureRun(checkpoint, (progress, _) =>
        {
            told.Add(progress);
            return Task.CompletedTask;
        }));

        Assert.Equal("3 results put in place in eu-west and us-east, 1 were so already, 0 refused", outcome.Outcome);
        Assert.Equal((3, 1), (outcome.Counts["written"], outcome.Counts["already so"]));
        Assert.Equal([(2L, 4L), (4L, 4L)], told.Select(progress => (progress.Done!.Value, progress.Total!.Value)));
    }

    [Fact]
    public async Task A_conflict_that_nobody_elected_keeps_the_rebuild_from_coming_out_alike()
    {
        await regions.SucceedAsync(DedupProcedures.ReadWals, snapshot);
        await regions.SucceedAsync(DedupProcedures.Elect, snapshot);
        await BothAsync(7, Yes, AnHourAgo, No, AnHourAgo + Later);

        var rebuilt = await regions.RunAsync(DedupProcedures.Rebuild, snapshot);

        Assert.False(rebuilt.Succeeded);
        Assert.Contains("1 keys would still differ", rebuilt.Outcome, StringComparison.Ordinal);
        Assert.Contains($"would differ: {Id(7)}", rebuilt.Log);
    }

    [Fact]
    public async Task Taken_back_the_conflicts_are_as_they_were_with_their_life_and_what_was_missing_stays()
    {
        await regions.SucceedAsync(DedupProcedures.Snapshot, snapshot);
        await RebuildAsync();
        await regions.SucceedAsync(DedupProcedures.Swap, snapshot);

        var restored = await regions.SucceedAsync(DedupProcedures.Restore, snapshot);

        Assert.Equal(2, restored.Counts["restored"]);
        Assert.Equal((Yes, No), ((string?)await regions.West.StringGetAsync($"pcs:{Id(1)}"), (string?)await regions.East.StringGetAsync($"pcs:{Id(1)}")));
        Assert.Equal((Yes, No), ((string?)await regions.West.StringGetAsync($"pcs:{Id(2)}"), (string?)await regions.East.StringGetAsync($"pcs:{Id(2)}")));
        var life = (await regions.East.KeyExpireTimeAsync($"pcs:{Id(1)}"))!.Value.ToUniversalTime() - (AnHourAgo + Later + Life).UtcDateTime;
        Assert.InRange(life.Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.True(await regions.East.KeyExistsAsync($"pcs:{Id(3)}"));
    }

    [Fact]
    public async Task Where_ages_decide_the_list_says_how_little_they_are_apart()
    {
        await regions.West.StringSetAsync($"pcs:{Id(6)}", Yes);
        await regions.East.StringSetAsync($"pcs:{Id(6)}", No);
        await regions.West.KeyExpireAsync($"pcs:{Id(6)}", (AnHourAgo + Life).UtcDateTime);
        await regions.East.KeyExpireAsync($"pcs:{Id(6)}", (AnHourAgo + Life - TimeSpan.FromMilliseconds(200)).UtcDateTime);
        await regions.SucceedAsync(DedupProcedures.ReadWals, snapshot);

        var line = (await regions.SucceedAsync(DedupProcedures.Elect, snapshot)).Log.Single(each => each.StartsWith(Id(6), StringComparison.Ordinal));

        Assert.Matches(@": us-east at .*, before eu-west by the age of the entries, (19\d|20\d)(\.\d+)? ms apart$", line);
    }

    [Fact]
    public void Two_writes_at_the_very_same_time_elect_the_same_region_each_time()
    {
        var (west, east) = (new AcceptedResult(new RegionId("eu-west"), Yes, AnHourAgo), new AcceptedResult(new RegionId("us-east"), No, AnHourAgo));
        Assert.Equal("eu-west", Election.Of(new("a", west, east), Life)!.Winner.Value);
    }

    [Fact]
    public void A_log_without_times_is_never_held_against_one_with_times()
    {
        // us-east stored it 30 ms earlier. eu-west's log, written 50 ms before its result was stored, would seem to be first.
        var west = new AcceptedResult(new RegionId("eu-west"), Yes, AnHourAgo).Seen(AnHourAgo - TimeSpan.FromMilliseconds(50), AnHourAgo);
        var east = new AcceptedResult(new RegionId("us-east"), No, AnHourAgo - TimeSpan.FromMilliseconds(30)).Seen(null, AnHourAgo + TimeSpan.FromSeconds(2));

        Assert.True(west.IsLogged && east.IsLogged);
        Assert.Equal("us-east", Election.Of(new("a", west, east), Life)!.Winner.Value);
    }

    [Fact]
    public async Task A_result_that_lives_for_ever_has_no_age_so_nothing_is_elected_for_it()
    {
        await regions.West.StringSetAsync($"pcs:{Id(8)}", Yes);
        await regions.East.StringSetAsync($"pcs:{Id(8)}", No);
        await regions.SucceedAsync(DedupProcedures.ReadWals, snapshot);

        var elected = await regions.RunAsync(DedupProcedures.Elect, snapshot);

        Assert.False(elected.Succeeded);
        Assert.Contains($"undecided: {Id(8)}", elected.Log);
    }

    private async Task BothAsync(int number, string west, DateTimeOffset westAt, string east, DateTimeOffset eastAt)
    {
        await StoreAsync(regions.West, Id(number), west, westAt);
        await StoreAsync(regions.East, Id(number), east, eastAt);
        regions.Log("eu-west", westAt, Id(number));
        regions.Log("us-east", eastAt, Id(number));
    }

    private async Task RebuildAsync()
    {
        await regions.SucceedAsync(DedupProcedures.ReadWals, snapshot);
        await regions.SucceedAsync(DedupProcedures.Elect, snapshot);
        await regions.SucceedAsync(DedupProcedures.Rebuild, snapshot);
    }
}
