using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Infra.Redis.Rebuild;
using IncidentConsole.Infra.Tests.Postgres;
using IncidentConsole.Infra.Tests.Redis.SplitBrain;
using IncidentConsole.Infra.WarmStore;
using IncidentConsole.Infra.WarmStore.Elected;
using static IncidentConsole.Infra.Tests.Redis.SplitBrain.SplitRegions;

namespace IncidentConsole.Infra.Tests.WarmStore.Elected;

/// <summary>A split brain's conflicts in the warm stores: elections of the real Redis and S3, rows in the real Postgres.</summary>
public sealed class WarmElectedTests(PostgresFixture postgres, SplitRegions regions) : IClassFixture<SplitRegions>, IAsyncLifetime
{
    private const string West = """{"accepted": true}""";
    private const string East = """{"accepted": false}""";
    private readonly string snapshot = Guid.NewGuid().ToString("N");
    private TestDatabase first = null!;
    private TestDatabase second = null!;

    /// <summary>Ids 1 and 2 hold two results in Redis and in the warm stores: the earlier of 1 is eu-west's, of 2 us-east's. Id 3 is alike.</summary>
    public async ValueTask InitializeAsync()
    {
        (first, second) = (await postgres.CreateEmptyAsync(), await postgres.CreateEmptyAsync());
        await regions.EmptyAsync();
        foreach (var (id, isWestFirst) in new[] { (1, true), (2, false) })
        {
            await StoreAsync(regions.West, Id(id), West, AnHourAgo.AddMinutes(isWestFirst ? 0 : 10));
            await StoreAsync(regions.East, Id(id), East, AnHourAgo.AddMinutes(isWestFirst ? 10 : 0));
        }
        foreach (var procedure in new[] { DedupProcedures.Snapshot, DedupProcedures.ReadWals, DedupProcedures.Elect }) await regions.SucceedAsync(procedure, snapshot);
        foreach (var (store, result) in new[] { (first, West), (second, East) })
        {
            await store.ExecuteAsync("create table pcs_dedup (pcs_id varchar primary key, result jsonb, expires_at timestamp, created_at timestamp)");
            await store.ExecuteAsync($"""insert into pcs_dedup select id, result::jsonb, '2126-01-01', '2026-01-01' from (values ('{Id(1)}', '{result}'), ('{Id(2)}', '{result}'), ('{Id(3)}', '1')) as row (id, result)""");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Conflicts_are_found_counted_and_listed_and_nothing_is_changed()
    {
        await first.ExecuteAsync("insert into pcs_dedup values ('only here', '1')");
        var before = await RowsAsync();

        var outcome = await RunAsync(DedupProcedures.WarmCompare);

        Assert.Equal((false, "4 rows of eu-west looked up in us-east: 2 with two results"), (outcome.Succeeded, outcome.Outcome));
        Assert.Contains($"conflict {Id(1)}: eu-west {West} | us-east {East}", outcome.Log);
        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task Each_row_gets_the_elected_result_and_comes_back_as_it_was()
    {
        var before = await RowsAsync();

        var outcome = await RunAsync(DedupProcedures.WarmSwap);

        Assert.True(outcome.Succeeded, outcome.Outcome);
        Assert.Equal("2 rows got the elected result, 2 did already, 0 refused", outcome.Outcome);
        foreach (var store in new[] { first, second }) Assert.Equal([West, East, "1"], await store.LinesAsync("select result::text from pcs_dedup order by pcs_id"));
        Assert.True((await RunAsync(DedupProcedures.WarmCompare)).Succeeded);
        Assert.Equal(["0"], await first.LinesAsync("select count(*) from pcs_dedup where expires_at <> '2126-01-01' or created_at <> '2026-01-01'"));

        Assert.True((await RunAsync(DedupProcedures.WarmRestore)).Succeeded);
        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task A_row_that_changes_meanwhile_is_refused_and_listed()
    {
        var outcome = await RunAsync(DedupProcedures.WarmSwap, onReport: progress =>
            progress.Checkpoint is null ? Task.CompletedTask : second.ExecuteAsync($"update pcs_dedup set result = '7' where pcs_id = '{Id(1)}'"));

        Assert.False(outcome.Succeeded);
        Assert.Contains($"refused in us-east: {Id(1)} holds something else than was seen", outcome.Log);
        Assert.Equal(["7"], await second.LinesAsync($"select result::text from pcs_dedup where pcs_id = '{Id(1)}'"));
    }

    [Fact]
    public async Task What_has_no_election_is_left_alone_and_listed()
    {
        await second.ExecuteAsync($"update pcs_dedup set result = '2' where pcs_id = '{Id(3)}'");

        var outcome = await RunAsync(DedupProcedures.WarmSwap);

        Assert.Equal((false, 1), (outcome.Succeeded, outcome.Counts["not elected"]));
        Assert.Contains($"not elected: {Id(3)}: eu-west 1 | us-east 2", outcome.Log);
        Assert.Equal(["1", "2"], [.. await first.LinesAsync($"select result::text from pcs_dedup where pcs_id = '{Id(3)}'"), .. await second.LinesAsync($"select result::text from pcs_dedup where pcs_id = '{Id(3)}'")]);
    }

    [Fact]
    public async Task A_run_that_died_after_writing_goes_on_with_the_list_it_kept()
    {
        var before = await RowsAsync();
        await RunAsync(DedupProcedures.WarmSwap);

        var again = await RunAsync(DedupProcedures.WarmSwap, "kept");

        Assert.Equal("0 rows got the elected result, 4 did already, 0 refused", again.Outcome);
        Assert.True((await RunAsync(DedupProcedures.WarmRestore)).Succeeded);
        Assert.Equal(before, await RowsAsync());
    }

    [Theory]
    [InlineData(DedupProcedures.WarmSwap, "2 rows got the elected result, 2 did already, 0 refused")]
    [InlineData(DedupProcedures.WarmRestore, "2 rows are as they were, 2 did already, 0 refused")]
    public async Task Killed_in_the_middle_it_counts_as_its_own_what_it_had_written_and_no_more(string procedure, string expected)
    {
        if (procedure == DedupProcedures.WarmRestore) await RunAsync(DedupProcedures.WarmSwap);
        string? checkpoint = null;
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(procedure, onReport: progress =>
        {
            checkpoint = progress.Checkpoint ?? checkpoint;
            return progress.Text == "Writing rows in eu-west" ? throw new InvalidOperationException("killed") : Task.CompletedTask;
        }));

        Assert.Equal(expected, (await RunAsync(procedure, checkpoint)).Outcome);
    }

    [Fact]
    public async Task Select_and_update_are_all_it_needs_and_it_says_so_when_it_lacks_them()
    {
        await second.ExecuteAsync("create role warm_swapper login password 'swapper'; grant select on pcs_dedup to warm_swapper");
        try
        {
            var account = $"{second.ConnectionString};Username=warm_swapper;Password=swapper";
            Assert.StartsWith("us-east warm store: the account may not read and update pcs_dedup", (await RunAsync(DedupProcedures.WarmSwap, with: account)).Outcome, StringComparison.Ordinal);
            await second.ExecuteAsync("grant update (result) on pcs_dedup to warm_swapper");
            var outcome = await RunAsync(DedupProcedures.WarmSwap, with: account);
            Assert.True(outcome.Succeeded, outcome.Outcome);
        }
        finally
        {
            await second.ExecuteAsync("drop owned by warm_swapper; drop role warm_swapper");
        }
    }

    private async Task<List<string>> RowsAsync() =>
        [.. await first.LinesAsync("select row(pcs_dedup.*)::text from pcs_dedup order by pcs_id"), .. await second.LinesAsync("select row(pcs_dedup.*)::text from pcs_dedup order by pcs_id")];

    private Task<ProcedureOutcome> RunAsync(string procedure, string? checkpoint = null, Func<ProcedureProgress, Task>? onReport = null, string? with = null)
    {
        var options = Microsoft.Extensions.Options.Options.Create(new WarmStoreOptions
        {
            Regions = new Dictionary<string, WarmStoreRegionOptions> { ["eu-west"] = new() { ConnectionString = first.ConnectionString }, ["us-east"] = new() { ConnectionString = with ?? second.ConnectionString } },
        });
        IProcedure[] procedures = [new WarmCompareProcedure(options), new WarmSwapProcedure(new KeptElections(regions.Kept), regions.Kept, options), new WarmRestoreProcedure(regions.Kept, options)];
        var call = new ProcedureCall(procedure, new RegionId("eu-west"), ImmutableSortedDictionary<string, string>.Empty
            .Add(DedupProcedures.With, "us-east").Add(DedupProcedures.SnapshotId, snapshot).Add(DedupProcedures.List, "1"));
        return procedures.Single(each => each.Name == procedure).RunAsync(call, new ProcedureRun(checkpoint, (progress, _) => onReport?.Invoke(progress) ?? Task.CompletedTask), TestContext.Current.CancellationToken);
    }
}
