using System.Net;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Redis.Merge;
using IncidentConsole.Infra.Tests.Merging;
using IncidentConsole.Lab.Network;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using static IncidentConsole.Infra.Tests.Redis.DedupEntries;

namespace IncidentConsole.Infra.Tests.Redis.Merge;

/// <summary>Left is eu-west, which failed; right is us-east, which survived.</summary>
public sealed class DedupMergeTests(TwoRedis redis) : IClassFixture<TwoRedis>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await redis.EmptyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static IEnumerable<ProcedureProgress> Copying(MergeRuns merge) => merge.Progress.Where(progress => progress.Text.StartsWith("copying what is missing", StringComparison.Ordinal));

    [Fact]
    public async Task Each_side_gets_what_only_the_other_has()
    {
        await redis.Left.AddEntriesAsync(0, 3000);
        await redis.Right.AddEntriesAsync(1800, 2400);

        var outcome = await Merge().RunAsync();

        Assert.True(outcome.Succeeded);
        Assert.Equal("1,800 copied eu-west → us-east, 1,200 the other way, 0 conflicts, 2 passes", outcome.Outcome);
        Assert.Equal(4200, await SizeAsync(redis.Left));
        Assert.Equal(4200, await SizeAsync(redis.Right));
        Assert.Equal((RedisValue)Value(7), await redis.Right.StringGetAsync($"pcs:{7:x64}"));
        Assert.Equal(
            ["already-there=4200", "conflicts=0", "copied-eu-west-to-us-east=1800", "copied-us-east-to-eu-west=1200"],
            outcome.Counts.Select(count => $"{count.Key}={count.Value}"));
    }

    [Fact]
    public async Task What_is_left_of_the_time_to_live_goes_along()
    {
        await redis.Left.StringSetAsync("pcs:hour", "1", TimeSpan.FromHours(1));
        await redis.Left.StringSetAsync("pcs:ever", "2");

        await Merge().RunAsync();

        var left = await redis.Left.KeyTimeToLiveAsync("pcs:hour");
        var right = await redis.Right.KeyTimeToLiveAsync("pcs:hour");
        Assert.InRange((right - left)!.Value, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
        Assert.Null(await redis.Right.KeyTimeToLiveAsync("pcs:ever"));
        Assert.Equal("2", await redis.Right.StringGetAsync("pcs:ever"));
    }

    [Fact]
    public async Task Nothing_but_the_backends_own_keys_is_touched()
    {
        await redis.Left.StringSetAsync("session:1", "not ours");
        await redis.Left.StringSetAsync("pcsx", "not ours either");
        await redis.Left.HashSetAsync("pcs:hash", "field", "value");
        await redis.Right.ListRightPushAsync("pcs:list", "there");
        await redis.Left.StringSetAsync("pcs:list", "a string here", AnHourOld);

        var outcome = await Merge().RunAsync();

        Assert.Equal(1, await SizeAsync(redis.Right));
        Assert.Equal("there", await redis.Right.ListGetByIndexAsync("pcs:list", 0));
        Assert.Equal((true, 1L), (outcome.Succeeded, outcome.Counts["foreign"]));
    }

    [Fact]
    public async Task A_conflict_is_named_with_both_values_and_left_as_it_is()
    {
        await redis.Left.StringSetAsync("pcs:both", "mine", AnHourOld);
        await redis.Right.StringSetAsync("pcs:both", "yours", AnHourOld);

        var outcome = await Merge().RunAsync();

        Assert.Equal("0 copied eu-west → us-east, 0 the other way, 1 conflict, 2 passes", outcome.Outcome);
        Assert.True(outcome.Succeeded);
        Assert.Contains("conflict both: eu-west mine | us-east yours", outcome.Log);
        Assert.Contains(outcome.Log, line => line.EndsWith("the split-brain runbook settles.", StringComparison.Ordinal));
        Assert.Equal(("mine", "yours"), ((string?)await redis.Left.StringGetAsync("pcs:both"), (string?)await redis.Right.StringGetAsync("pcs:both")));
    }

    [Fact]
    public async Task Many_conflicts_are_all_counted_and_some_named()
    {
        await redis.Left.AddEntriesAsync(0, 150);
        await Task.WhenAll(Enumerable.Range(0, 150).Select(number => redis.Right.StringSetAsync($"pcs:{number:x64}", "other", AnHourOld)));

        var outcome = await Merge().RunAsync();

        Assert.Equal(150, outcome.Counts["conflicts"]);
        Assert.Equal(100, outcome.Log.Count(line => line.StartsWith("conflict ", StringComparison.Ordinal)));
        Assert.Equal("… and 50 more", outcome.Log[^1]);
    }

    [Fact]
    public async Task Values_of_any_size_and_content_arrive_as_they_are()
    {
        byte[][] values = [[], [0, 13, 10, 255, (byte)'$'], [.. Enumerable.Repeat((byte)'x', 3 << 20)], "no { json"u8.ToArray()];
        for (var i = 0; i < values.Length; i++) await redis.Left.StringSetAsync($"pcs:{i}", values[i], AnHourOld);

        await Merge().RunAsync();

        for (var i = 0; i < values.Length; i++) Assert.Equal(values[i], (byte[]?)await redis.Right.StringGetAsync($"pcs:{i}"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(15)]
    public async Task Paused_in_the_middle_it_goes_on_and_writes_nothing_twice(int report)
    {
        await redis.Left.AddEntriesAsync(0, 20_000);
        await redis.Right.AddEntriesAsync(20_000, 5_000);
        await ResetStatisticsAsync();
        var merge = Merge();

        var checkpoint = await merge.PausedAtAsync(report);
        var before = await SizeAsync(redis.Right);
        var outcome = await merge.RunAsync(checkpoint);

        Assert.InRange(before, 5_001, 24_999);
        Assert.StartsWith("20,000 copied eu-west → us-east, 5,000 the other way, 0 conflicts", outcome.Outcome, StringComparison.Ordinal);
        Assert.Equal(45_000, Copying(merge).Max(progress => progress.Done)); // and lists nothing twice
        Assert.Equal((20_000, 5_000), (await SetsAsync(redis.Right), await SetsAsync(redis.Left)));
    }

    [Fact]
    public async Task A_pause_waits_for_the_answers_that_are_on_their_way()
    {
        await redis.Left.AddEntriesAsync(0, 20_000);
        await using var ocean = new Gate(new(IPAddress.Loopback, FreePorts.Next()), new(IPAddress.Loopback, redis.RightServer.Port), TimeProvider.System);
        ocean.Set(GateMode.Slow(TimeSpan.FromMilliseconds(100)));
        var options = redis.Options();
        options.Regions["us-east"] = new() { Connection = $"127.0.0.1:{ocean.Address.Port}" };
        var merge = new MergeRuns(new DedupMergeProcedure(Options.Create(options), MergeRuns.NoLag));

        await merge.PausedAtAsync(1);

        Assert.Equal(await SizeAsync(redis.Right), merge.Progress[^1].Counts["copied-eu-west-to-us-east"]);
        Assert.InRange(merge.Progress[^1].Done!.Value, 1, 19_999);
    }

    [Fact]
    public async Task Progress_says_how_many_keys_of_how_many()
    {
        await redis.Left.AddEntriesAsync(0, 3000);
        var merge = Merge();

        await merge.RunAsync();

        Assert.Equal(merge.Progress.Select(progress => progress.Done).Order(), merge.Progress.Select(progress => progress.Done));
        Assert.All(merge.Progress, progress => Assert.InRange(progress.Done!.Value, 0, progress.Total!.Value));
        // Both are copied from and then compared: twice the keys of both.
        Assert.Equal((6000, 12_000), (Copying(merge).Last().Done, Copying(merge).Last().Total));
        Assert.Equal(3000, Copying(merge).Last().Counts["copied-eu-west-to-us-east"]);
        var comparing = merge.Progress.Where(progress => progress.Text.StartsWith("comparing", StringComparison.Ordinal)).ToList();
        Assert.InRange(comparing[^1].Done!.Value, 6001, 12_000);
        Assert.All(comparing, progress => Assert.Equal(12_000, progress.Total));
    }

    [Fact]
    public async Task Looking_for_what_differs_has_no_end_that_anybody_knows_and_says_none()
    {
        await redis.Left.AddEntriesAsync(0, 10);
        var merge = Merge();
        merge.OnReport = progress => progress.Text.EndsWith("pass 2", StringComparison.Ordinal) ? redis.Left.StringSetAsync("pcs:late", "old", AnHourOld) : Task.CompletedTask;

        await merge.RunAsync();

        Assert.All(merge.Progress.Where(progress => progress.Text.StartsWith("copying what differs", StringComparison.Ordinal)), progress => Assert.Null(progress.Total));
        Assert.Contains(merge.Progress, progress => progress.Text == "copying what differs, pass 2");
    }

    [Fact]
    public async Task Killed_in_the_middle_it_says_at_least_since_what_it_had_not_counted_yet_cannot_be_told_from_what_was_there()
    {
        await redis.Left.AddEntriesAsync(0, 20_000);
        var merge = Merge();
        await merge.RunAsync();
        var recorded = Copying(merge).First(progress => progress.Counts.GetValueOrDefault("copied-eu-west-to-us-east") > 0);

        var outcome = await merge.RunAsync(recorded.Checkpoint);

        Assert.InRange(recorded.Counts["copied-eu-west-to-us-east"], 1, 19_999);
        Assert.Equal($"at least {Text.Number(recorded.Counts["copied-eu-west-to-us-east"])} copied eu-west → us-east, at least 0 the other way, 0 conflicts, 2 passes", outcome.Outcome);
        Assert.Contains("It broke off in the middle: what it had copied and not yet counted by then is among already-there.", outcome.Log);
        Assert.EndsWith("; it broke off before, so what is copied is counted at least", merge.Progress[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no checkpoint at all")]
    [InlineData("""{"Pass":1,"Leg":0,"Position":"424242","Done":5,"Counts":{}}""")]
    [InlineData("""{"Pass":2,"Leg":0,"Position":null,"Done":5,"Counts":{}}""")]
    public async Task A_checkpoint_that_means_nothing_any_more_leaves_nothing_out(string checkpoint)
    {
        await redis.Left.AddEntriesAsync(0, 3000);

        var outcome = await Merge().RunAsync(checkpoint);

        Assert.True(outcome.Succeeded);
        Assert.Equal(3000, await SizeAsync(redis.Right));
    }

    [Fact]
    public async Task Writes_that_go_on_meanwhile_do_not_hold_it_up()
    {
        await redis.Left.AddEntriesAsync(0, 2000);
        var merge = Merge();
        var next = 0;
        merge.OnReport = _ => redis.Right.StringSetAsync($"pcs:new-{next++}", "just written", JustWritten);

        var outcome = await merge.RunAsync();

        Assert.True(outcome.Succeeded, outcome.Outcome);
        Assert.EndsWith("0 conflicts, 2 passes", outcome.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_found_missing_late_takes_another_pass()
    {
        await redis.Left.AddEntriesAsync(0, 10);
        var merge = Merge();
        merge.OnReport = progress => progress.Text.EndsWith("pass 2", StringComparison.Ordinal) ? redis.Left.StringSetAsync("pcs:late", "old", AnHourOld) : Task.CompletedTask;

        var outcome = await merge.RunAsync();

        Assert.Equal("11 copied eu-west → us-east, 0 the other way, 0 conflicts, 3 passes", outcome.Outcome);
    }

    [Fact]
    public async Task A_store_that_loses_what_it_is_given_fails_the_merge_in_the_end()
    {
        await redis.Left.AddEntriesAsync(0, 10);
        var merge = Merge();
        merge.OnReport = progress => progress.Text.StartsWith("comparing", StringComparison.Ordinal) ? redis.Right.KeyDeleteAsync($"pcs:{7:x64}") : Task.CompletedTask;

        var outcome = await merge.RunAsync();

        Assert.False(outcome.Succeeded);
        Assert.EndsWith("10 passes; still 1 older than the lag were missing in the last: one of the stores loses entries", outcome.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Redis_that_refuses_writes_is_named_with_its_own_words()
    {
        await redis.Left.AddEntriesAsync(0, 10);
        await redis.Right.ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
        try
        {
            var outcome = await Merge().RunAsync();

            Assert.False(outcome.Succeeded);
            Assert.StartsWith("us-east Redis: OOM command not allowed", outcome.Outcome, StringComparison.Ordinal);
            Assert.EndsWith("so far at least 0 copied eu-west → us-east, at least 0 the other way, 0 conflicts, 1 pass. What was copied stays: run it again to go on", outcome.Outcome, StringComparison.Ordinal);
        }
        finally
        {
            await redis.Right.ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
        }
    }

    [Fact]
    public async Task The_command_does_the_same()
    {
        await redis.Left.AddEntriesAsync(0, 3);
        await redis.Left.StringSetAsync([new("pcs:ever", "for ever"), new("session:1", "not ours"), new("pcs:both", "mine")]);
        await redis.Right.StringSetAsync([new("pcs:both", "yours"), new("pcs:right", "binary\0\r\n")]);

        await ShellRun.RunAsync($"bash -c '{Procedure().Command(MergeRuns.Call("dedup-merge")).Replace("'", "'\\''", StringComparison.Ordinal)}'");

        Assert.Equal((RedisValue)Value(1), await redis.Right.StringGetAsync($"pcs:{1:x64}"));
        Assert.InRange((await redis.Right.KeyTimeToLiveAsync($"pcs:{1:x64}"))!.Value, AnHourOld - TimeSpan.FromMinutes(2), AnHourOld);
        Assert.Null(await redis.Right.KeyTimeToLiveAsync("pcs:ever"));
        Assert.Equal(["mine", "yours"], new[] { await redis.Left.StringGetAsync("pcs:both"), await redis.Right.StringGetAsync("pcs:both") }.Select(value => (string?)value));
        Assert.Equal("binary\0\r\n", await redis.Left.StringGetAsync("pcs:right"));
        Assert.False(await redis.Right.KeyExistsAsync("session:1"));
    }

    private DedupMergeProcedure Procedure() => new(Options.Create(redis.Options()), MergeRuns.NoLag);

    private MergeRuns Merge() => new(Procedure());

    private static async Task<long> SizeAsync(IDatabase database) => (long)await database.ExecuteAsync("DBSIZE");

    private async Task ResetStatisticsAsync()
    {
        await redis.Left.ExecuteAsync("CONFIG", "RESETSTAT");
        await redis.Right.ExecuteAsync("CONFIG", "RESETSTAT");
    }

    private static async Task<int> SetsAsync(IDatabase database)
    {
        var statistics = (string?)await database.ExecuteAsync("INFO", "commandstats") ?? "";
        var line = statistics.Split('\n').Single(line => line.StartsWith("cmdstat_set:", StringComparison.Ordinal));
        return int.Parse(line.Split("calls=")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
