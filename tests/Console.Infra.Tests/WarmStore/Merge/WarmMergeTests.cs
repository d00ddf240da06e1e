using IncidentConsole.Infra.Tests.Merging;
using IncidentConsole.Infra.Tests.Postgres;
using IncidentConsole.Infra.WarmStore;
using IncidentConsole.Infra.WarmStore.Merge;
using IncidentConsole.Lab.Network;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IncidentConsole.Infra.Tests.WarmStore.Merge;

public class WarmMergeTests(PostgresFixture postgres)
{
    private const string Table = "create table pcs_dedup (pcs_id varchar primary key, result jsonb, expires_at timestamp, created_at timestamp)";
    private const string AnHourAgo = "now() at time zone 'utc' - interval '1 hour'";
    private const string InAWeek = "now() at time zone 'utc' + interval '7 days'";

    [Fact]
    public async Task Each_side_gets_the_rows_only_the_other_has()
    {
        var (failed, survivor) = await TwoAsync();
        await FillAsync(failed, 1, 1200);
        await FillAsync(survivor, 1001, 1900);

        var outcome = await Merge(failed, survivor).RunAsync();

        Assert.True(outcome.Succeeded);
        Assert.Equal("1,000 copied eu-west → us-east, 700 the other way, 0 conflicts, 2 passes", outcome.Outcome);
        Assert.Equal(await RowsAsync(failed), await RowsAsync(survivor));
        Assert.Equal(1900, (await RowsAsync(failed)).Count);
        Assert.Equal(
            ["already-there=1400", "conflicts=0", "copied-eu-west-to-us-east=1000", "copied-us-east-to-eu-west=700"],
            outcome.Counts.Select(count => $"{count.Key}={count.Value}"));
    }

    [Fact]
    public async Task A_store_that_nobody_ever_analyzed_has_a_bar_too()
    {
        var (failed, survivor) = await TwoAsync();
        await failed.ExecuteAsync("alter table pcs_dedup set (autovacuum_enabled = false)");
        await FillAsync(failed, 1, 1200);
        var merge = Merge(failed, survivor);

        await merge.RunAsync();

        Assert.True(merge.Progress[0].Total > merge.Progress[0].Done);
    }

    [Fact]
    public async Task A_row_keeps_its_times_and_its_result()
    {
        var (failed, survivor) = await TwoAsync();
        await failed.ExecuteAsync("""
            insert into pcs_dedup values
                ('', '{"empty": "id"}', null, null),
                ('none', null, 'infinity', '2026-11-23 10:30:00.123456'),
                ('odd', '{"b": 1, "a": "ü\"\\\n", "big": 12345678901234567890.5}', '2126-11-23 10:30:00.654321', '-infinity')
            """);

        await Merge(failed, survivor).RunAsync();

        Assert.Equal(3, (await RowsAsync(survivor)).Count);
        Assert.Equal(await RowsAsync(failed), await RowsAsync(survivor));
    }

    [Fact]
    public async Task A_conflict_is_named_with_both_results_and_left_as_it_is()
    {
        var (failed, survivor) = await TwoAsync();
        await failed.ExecuteAsync($"""insert into pcs_dedup select id, result::jsonb, {InAWeek}, {AnHourAgo} from (values ('same', '{"{"}"a":1,"b":2{"}"}'), ('other', '1')) as row (id, result)""");
        await survivor.ExecuteAsync($"""insert into pcs_dedup select id, result::jsonb, {InAWeek}, {AnHourAgo} from (values ('same', '{"{"}"b":2, "a":1{"}"}'), ('other', null)) as row (id, result)""");

        var outcome = await Merge(failed, survivor).RunAsync();

        Assert.Equal((true, "0 copied eu-west → us-east, 0 the other way, 1 conflict, 1 pass"), (outcome.Succeeded, outcome.Outcome));
        Assert.Contains("conflict other: eu-west 1 | us-east null", outcome.Log);
        Assert.Equal(["1"], await failed.LinesAsync("select result::text from pcs_dedup where pcs_id = 'other'"));
        Assert.Equal(["True"], await survivor.LinesAsync("select result is null from pcs_dedup where pcs_id = 'other'"));
    }

    [Fact]
    public async Task What_is_over_is_not_copied_any_more()
    {
        var (failed, survivor) = await TwoAsync();
        await failed.ExecuteAsync($"insert into pcs_dedup values ('over', '1', {AnHourAgo}, {AnHourAgo}), ('over-in-both', '1', {AnHourAgo}, {AnHourAgo})");
        await survivor.ExecuteAsync($"insert into pcs_dedup values ('over-in-both', '1', {AnHourAgo}, {AnHourAgo})");

        var outcome = await Merge(failed, survivor).RunAsync();

        Assert.Equal(1, outcome.Counts["expired"]);
        Assert.Equal(["over-in-both"], await survivor.LinesAsync("select pcs_id from pcs_dedup"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Paused_in_the_middle_it_goes_on_and_inserts_nothing_twice(int report)
    {
        var (failed, survivor) = await TwoAsync();
        await FillAsync(failed, 1, 2400);
        await FillAsync(survivor, 2401, 3600);
        var merge = Merge(failed, survivor);

        var checkpoint = await merge.PausedAtAsync(report);
        var between = (await RowsAsync(survivor)).Count;
        var outcome = await merge.RunAsync(checkpoint);

        Assert.InRange(between, 1_700, 3_600);
        Assert.Equal(6_000, merge.Progress.Where(progress => progress.Text.EndsWith("pass 1", StringComparison.Ordinal)).Max(progress => progress.Done));
        Assert.StartsWith("2,400 copied eu-west → us-east, 1,200 the other way, 0 conflicts", outcome.Outcome, StringComparison.Ordinal);
        Assert.Equal(await RowsAsync(failed), await RowsAsync(survivor));
    }

    [Fact]
    public async Task Killed_in_the_middle_it_says_at_least()
    {
        var (failed, survivor) = await TwoAsync();
        await FillAsync(failed, 1, 2400);
        var merge = Merge(failed, survivor);
        await merge.RunAsync();

        var outcome = await merge.RunAsync(merge.Progress[0].Checkpoint);

        Assert.Equal("at least 500 copied eu-west → us-east, at least 0 the other way, 0 conflicts, 2 passes", outcome.Outcome);
    }

    [Fact]
    public async Task Every_pass_says_how_many_rows_of_how_many()
    {
        var (failed, survivor) = await TwoAsync();
        await FillAsync(failed, 1, 2400);
        await failed.ExecuteAsync("analyze pcs_dedup");
        var merge = Merge(failed, survivor);
        merge.OnReport = progress => progress.Text.StartsWith("copying what is missing, us-east", StringComparison.Ordinal) ? survivor.ExecuteAsync("analyze pcs_dedup") : Task.CompletedTask;

        await merge.RunAsync();

        var second = merge.Progress.Where(progress => progress.Text.EndsWith("pass 2", StringComparison.Ordinal) && progress.Text.StartsWith("copying", StringComparison.Ordinal)).ToList();
        Assert.Equal((5300, 9600), (second[0].Done, second[0].Total));
        Assert.Equal((9600, 9600), (second[^1].Done, second[^1].Total));
    }

    [Fact]
    public async Task Conflicts_seen_before_a_pause_are_listed_all_the_same()
    {
        var (failed, survivor) = await TwoAsync();
        await FillAsync(failed, 1, 1200);
        await FillAsync(survivor, 1, 1200);
        await survivor.ExecuteAsync("update pcs_dedup set result = '0' where pcs_id = '00001'");
        var merge = Merge(failed, survivor);

        var outcome = await merge.RunAsync(await merge.PausedAtAsync(2));

        Assert.Equal("0 copied eu-west → us-east, 0 the other way, 1 conflict, 2 passes", outcome.Outcome);
    }

    [Fact]
    public async Task Rows_that_come_meanwhile_do_not_hold_it_up()
    {
        var (failed, survivor) = await TwoAsync();
        await FillAsync(failed, 1, 600);
        var merge = Merge(failed, survivor);
        var next = 0;
        merge.OnReport = _ => survivor.ExecuteAsync($"insert into pcs_dedup values ('new-{next++}', '1', {InAWeek}, now() at time zone 'utc')");

        var outcome = await merge.RunAsync();

        Assert.True(outcome.Succeeded, outcome.Outcome);
        Assert.EndsWith("0 conflicts, 2 passes", outcome.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_may_only_read_is_told_what_it_lacks()
    {
        var (failed, survivor) = await TwoAsync();
        await FillAsync(failed, 1, 10);
        await survivor.ExecuteAsync("create role reader login password 'reader'; grant select on pcs_dedup to reader");
        try
        {
            var outcome = await Merge(failed.ConnectionString, $"{survivor.ConnectionString};Username=reader;Password=reader").RunAsync();

            Assert.False(outcome.Succeeded);
            Assert.StartsWith("us-east warm store: the account may not read and insert into pcs_dedup; so far 0 copied", outcome.Outcome, StringComparison.Ordinal);
        }
        finally
        {
            await survivor.ExecuteAsync("drop owned by reader; drop role reader");
        }
    }

    [Fact]
    public async Task Select_and_insert_are_all_it_needs()
    {
        var (failed, survivor) = await TwoAsync();
        await FillAsync(failed, 1, 10);
        await survivor.ExecuteAsync("create role merger login password 'merger'; grant select, insert on pcs_dedup to merger");
        try
        {
            Assert.True((await Merge(failed.ConnectionString, $"{survivor.ConnectionString};Username=merger;Password=merger").RunAsync()).Succeeded);
            Assert.Equal(10, (await RowsAsync(survivor)).Count);
        }
        finally
        {
            await survivor.ExecuteAsync("drop owned by merger; drop role merger");
        }
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_named()
    {
        var (failed, _) = await TwoAsync();

        var outcome = await Merge(failed.ConnectionString, $"Host=127.0.0.1;Port={FreePorts.Next()};Database=warm;Username=u;Password=hunter2").RunAsync();

        Assert.False(outcome.Succeeded);
        Assert.StartsWith("us-east warm store: connection refused; so far 0 copied", outcome.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_does_the_same_and_shows_no_password()
    {
        var (failed, survivor) = await TwoAsync();
        await FillAsync(failed, 1, 300);
        await FillAsync(survivor, 201, 400);
        await failed.ExecuteAsync("update pcs_dedup set result = '0' where pcs_id = '00250'");
        var command = Procedure(failed.ConnectionString, survivor.ConnectionString).Command(MergeRuns.Call("warm-merge"));
        var password = new NpgsqlConnectionStringBuilder(failed.ConnectionString).Password!;

        await ShellRun.RunAsync($"bash -c '{command.Replace("'", "'\\''", StringComparison.Ordinal)}'", ("EU_WEST_PASSWORD", password), ("US_EAST_PASSWORD", password));

        Assert.DoesNotContain(password, command, StringComparison.Ordinal);
        Assert.Equal(await RowsAsync(failed, "pcs_id <> '00250'"), await RowsAsync(survivor, "pcs_id <> '00250'"));
        Assert.Equal(["0", "{\"number\": 250}"], [.. await failed.LinesAsync("select result::text from pcs_dedup where pcs_id = '00250'"), .. await survivor.LinesAsync("select result::text from pcs_dedup where pcs_id = '00250'")]);
        Assert.Equal(400, (await RowsAsync(survivor)).Count);
    }

    private async Task<(TestDatabase Failed, TestDatabase Survivor)> TwoAsync()
    {
        var (failed, survivor) = (await postgres.CreateEmptyAsync(), await postgres.CreateEmptyAsync());
        await failed.ExecuteAsync(Table);
        await survivor.ExecuteAsync(Table);
        return (failed, survivor);
    }

    // The same number gives the same row everywhere.
    private static Task FillAsync(TestDatabase database, int first, int last) => database.ExecuteAsync($$"""
        insert into pcs_dedup
        select to_char(number, 'FM00000'), jsonb_build_object('number', number), timestamp '2126-11-23' + number * interval '1 s', timestamp '2026-11-01' + number * interval '1 s'
        from generate_series({{first}}, {{last}}) number
        """);

    private static Task<IReadOnlyList<string>> RowsAsync(TestDatabase database, string where = "true") =>
        database.LinesAsync($"select pcs_id, result::text, expires_at::text, created_at::text from pcs_dedup where {where} order by pcs_id");

    private static MergeRuns Merge(TestDatabase failed, TestDatabase survivor) => Merge(failed.ConnectionString, survivor.ConnectionString);

    private static MergeRuns Merge(string failed, string survivor) => new(Procedure(failed, survivor));

    private static WarmMergeProcedure Procedure(string failed, string survivor) => new(
        Options.Create(new WarmStoreOptions
        {
            Regions = { ["eu-west"] = new() { ConnectionString = failed }, ["us-east"] = new() { ConnectionString = survivor } },
        }),
        MergeRuns.NoLag, TimeProvider.System);
}
