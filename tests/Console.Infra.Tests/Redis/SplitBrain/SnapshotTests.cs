using System.Text;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Infra.Redis.Snapshots;
using static IncidentConsole.Infra.Tests.Redis.DedupEntries;

namespace IncidentConsole.Infra.Tests.Redis.SplitBrain;

public sealed class SnapshotTests(SplitRegions regions) : IClassFixture<SplitRegions>, IAsyncLifetime
{
    private readonly string snapshot = Guid.NewGuid().ToString("N");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await regions.EmptyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Both_stores_are_restored_beside_and_counted_and_nothing_is_left_there()
    {
        await regions.West.AddEntriesAsync(0, 5000);
        await regions.East.AddEntriesAsync(4000, 3000);
        await regions.West.ListRightPushAsync("pcs:no-string", "foreign");
        await regions.West.StringSetAsync("other", "foreign");

        var taken = await regions.SucceedAsync(DedupProcedures.Snapshot, snapshot);
        Assert.Equal((5000, 3000), (taken.Counts["eu-west"], taken.Counts["us-east"]));
        Assert.Contains("1 keys that hold no string left out", taken.Log[0], StringComparison.Ordinal);

        var verified = await regions.SucceedAsync(DedupProcedures.Verify, snapshot);
        Assert.Equal((5000, 3000), (verified.Counts["eu-west"], verified.Counts["us-east"]));
        Assert.Equal(["console:scratch"], regions.Scratch.Multiplexer.GetServers()[0].Keys().Select(key => (string)key!).Distinct());
    }

    [Fact]
    public async Task An_entry_keeps_its_value_byte_for_byte_and_the_end_of_its_life()
    {
        byte[] odd = [0, 13, 10, 255, .. "é\"$-1"u8];
        await regions.West.StringSetAsync("pcs:odd", odd, TimeSpan.FromHours(100));
        await regions.West.StringSetAsync("pcs:for-ever", "");
        await regions.SucceedAsync(DedupProcedures.Snapshot, snapshot);

        var reader = new SnapshotReader(regions.Kept);
        var entries = new Dictionary<string, SnapshotEntry>();
        await foreach (var part in reader.PartsAsync(await reader.ManifestAsync(snapshot, new RegionId("eu-west"), Stop), Stop))
            foreach (var entry in part) entries[Encoding.UTF8.GetString(entry.Key)] = entry;

        Assert.Equal(odd, entries["pcs:odd"].Value);
        var expires = await regions.West.KeyExpireTimeAsync("pcs:odd");
        Assert.InRange((entries["pcs:odd"].Expires!.Value - expires!.Value).Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(([], null), (entries["pcs:for-ever"].Value, entries["pcs:for-ever"].Expires));
    }

    [Fact]
    public async Task Redis_cli_takes_a_part_as_it_is_when_the_console_is_gone()
    {
        await regions.West.AddEntriesAsync(0, 100);
        await regions.SucceedAsync(DedupProcedures.Snapshot, snapshot);
        var part = Path.GetTempFileName();
        await File.WriteAllBytesAsync(part, await regions.Kept.ReadAsync(new RegionId("eu-west"), $"snapshots/{snapshot}/eu-west/000001.resp", Stop), Stop);

        await ShellRun.RunAsync($"redis-cli -p {regions.Scratch.Multiplexer.GetEndPoints()[0].ToString()!.Split(':')[^1]} --pipe < {part}");

        Assert.Equal(Value(42), await regions.Scratch.StringGetAsync($"pcs:{42:x64}"));
        Assert.Equal(100, regions.Scratch.Multiplexer.GetServers()[0].Keys(pattern: "pcs:*").Distinct().Count());
        File.Delete(part);
    }

    [Fact]
    public async Task What_was_written_since_is_newer_and_what_differs_or_is_missing_is_told_by_its_id()
    {
        await regions.West.AddEntriesAsync(0, 100);
        await regions.SucceedAsync(DedupProcedures.Snapshot, snapshot);
        await regions.West.StringSetAsync("pcs:new", "n", JustWritten);
        Assert.Contains("1 live ones are newer", (await regions.SucceedAsync(DedupProcedures.Verify, snapshot)).Outcome, StringComparison.Ordinal);

        await regions.West.StringSetAsync("pcs:not-in-it", "n", AnHourOld);
        await regions.West.StringSetAsync($"pcs:{7:x64}", "changed", AnHourOld);
        await regions.West.KeyDeleteAsync($"pcs:{8:x64}");
        var outcome = await regions.RunAsync(DedupProcedures.Verify, snapshot);

        Assert.False(outcome.Succeeded);
        Assert.Equal(new[] { $"eu-west differs: {7:x64}", $"eu-west differs: {8:x64}", "eu-west differs: not-in-it" }, outcome.Log.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_part_that_was_changed_is_not_restored()
    {
        await regions.West.AddEntriesAsync(0, 100);
        await regions.SucceedAsync(DedupProcedures.Snapshot, snapshot);
        var name = $"snapshots/{snapshot}/eu-west/000001.resp";
        var part = await regions.Kept.ReadAsync(new RegionId("eu-west"), name, Stop);
        part[^3] ^= 1;
        await regions.Kept.WriteAsync(new RegionId("eu-west"), name, part, Stop);

        var outcome = await regions.RunAsync(DedupProcedures.Verify, snapshot);

        Assert.False(outcome.Succeeded);
        Assert.Contains("checksum differs", outcome.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scratch_Redis_that_is_a_dedup_store_or_holds_somebodys_keys_is_refused_untouched()
    {
        await regions.West.AddEntriesAsync(0, 10);
        await regions.SucceedAsync(DedupProcedures.Snapshot, snapshot);

        var itself = await regions.RunAsync(DedupProcedures.Verify, snapshot, regions.OptionsWith(regions.Options.Regions["us-east"].Connection + ",defaultDatabase=3"));
        Assert.Contains("it is the server of us-east's dedup store", itself.Outcome, StringComparison.Ordinal);

        await regions.Scratch.StringSetAsync("pcs:somebodys", "s");
        var foreign = await regions.RunAsync(DedupProcedures.Verify, snapshot);
        Assert.Contains("is it really a scratch Redis?", foreign.Outcome, StringComparison.Ordinal);
        Assert.Equal("s", await regions.Scratch.StringGetAsync("pcs:somebodys"));

        var none = await regions.RunAsync(DedupProcedures.Verify, snapshot, regions.OptionsWith(""));
        Assert.Contains("Redis:Scratch is not configured", none.Outcome, StringComparison.Ordinal);
        Assert.False(itself.Succeeded || foreign.Succeeded || none.Succeeded);
    }

    [Fact]
    public async Task What_a_run_that_was_cut_off_has_left_does_not_count()
    {
        await regions.West.AddEntriesAsync(0, 10);
        await regions.SucceedAsync(DedupProcedures.Snapshot, snapshot);
        await regions.SucceedAsync(DedupProcedures.Verify, snapshot);
        await regions.Scratch.StringSetAsync("pcs:left", "l", AnHourOld);

        Assert.Equal(10, (await regions.SucceedAsync(DedupProcedures.Verify, snapshot)).Counts["eu-west"]);
    }
}
