using System.Text.RegularExpressions;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>The other way out of a split brain: a partition in which replication gave up on some segments, and no id got two results. Nothing is drained.</summary>
public sealed class MergeWhileServingTests(Chromium chromium)
{
    [Fact]
    public async Task What_each_region_lacks_is_merged_while_clients_go_on_writing_and_every_first_write_stands()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "merge-while-serving", new());
        var commander = await story.SignInAsync(story.Console.Commander);
        Room room = null!;
        Checklist desk = null!;
        DedupContents apart = null!;

        await story.StepAsync("the board shows a healthy fleet", story.BoardOf(commander).OpenOnHealthyFleetAsync);
        await story.StepAsync("the regions are cut from each other, and some of what they log then fails to replicate for good", async () =>
        {
            await story.Range.BreakAsync("replication-failed", ("every", "2"));
            await story.Range.BreakAsync("partition");
            // Long enough that what differs stays above what is only watched, though clients go on writing until the banner is read.
            await commander.SeesAsync("lag-eu-west-us-east", new Regex(@"(?<!\d)[2-5]\d s"));
        });
        await story.StepAsync("the cut heals, and the board offers the way without a drain", async () =>
        {
            await story.Range.HealAsync("replication-failed");
            await story.Range.HealAsync("partition");
            await commander.SeesAsync("split-brain", new Regex(@"0 ids hold two results \(0 %\), [1-9][\d,]* are in one region only.*By the matrix P[012].*Way: merge while serving.*Cut from each other \d\d:\d\d:\d\d to \d\d:\d\d:\d\d UTC", RegexOptions.Singleline), patience: 300_000);
            room = await Room.DeclareSplitBrainAsync(commander);
            desk = new Checklist(commander, room);
        });
        await story.StepAsync("1, 3 and 4 prove themselves, and what is for conflicts does not apply", async () =>
        {
            await room.AreProvenAsync(1, 3, 4);
            foreach (var item in (int[])[2, 6, 9, 10, 11, 17]) await room.ItemIsAsync(item, "not-applicable", "no conflict among");
        });
        await story.StepAsync("6: the drain is closed", async () =>
        {
            await room.SelectAsync(6);
            await commander.IsBlockedAsync("action-gate-first", "merged while both regions serve");
        });
        await story.StepAsync("5: the start message is posted", () => desk.PostAsync(5));
        await story.StepAsync("12: nothing is merged before a snapshot was restored and counted", async () =>
        {
            await room.SelectAsync(12);
            await commander.IsBlockedAsync("action-merge", "a snapshot that was restored and counted");
        });
        await story.StepAsync("7 and 8: a snapshot of both is taken, restored and counted while they serve", async () =>
        {
            await desk.DoAtOnceAsync(7, "snapshot");
            await desk.DoAtOnceAsync(8, "verify");
        });
        await story.StepAsync("12: the merge runs while clients go on writing to both", async () =>
        {
            apart = await DedupContents.ReadAsync(story.Range);
            // Else it would be over before anybody could write.
            await story.Range.BreakAsync("redis-slow", ("region", "us-east"), ("ms", "100"));
            var begun = TimeProvider.System.GetUtcNow();
            await desk.ClickAsync(12, "merge");
            await room.PlanIsAsync("succeeded");
            var ended = TimeProvider.System.GetUtcNow();
            await story.Range.HealAsync("redis-slow");
            Rehearsal.Say($"  {await room.Newest.GetByTestId("plan-result").TextContentAsync()}");
            await room.ItemIsAsync(12, "proven");

            var meanwhile = story.Range.Ledger.Page(0, int.MaxValue).Where(entry => entry.At > begun && entry.At < ended).ToLookup(entry => entry.Region);
            foreach (var region in DedupContents.Regions) Assert.NotEmpty(meanwhile[region]);
            Rehearsal.Say($"  meanwhile {string.Join(" and ", DedupContents.Regions.Select(region => $"{meanwhile[region].Count()} were accepted in {region}"))}");
        });
        await story.StepAsync("12: each has what it lacked, with its own end of life, and nothing that was there was touched", async () =>
        {
            var merged = await DedupContents.ReadAsync(story.Range);
            merged.AreAlike();
            FirstWrites.WereCopied(apart, merged);
        });
        await story.StepAsync("12: the warm stores behind them get what each lacks too", async () =>
        {
            await desk.RunAsync(12, "merge-warm");
            var warm = await WarmContents.ReadAsync(story.Range);
            foreach (var rows in new[] { warm.EuWest, warm.UsEast }) Assert.Empty(apart.EuWest.Keys.Concat(apart.UsEast.Keys).Except(rows.Keys));
        });
        await story.StepAsync("13: the key sets match", () => room.ItemIsAsync(13, "proven"));
        await story.StepAsync("14: no proof before the warm stores were compared too", async () =>
        {
            await room.ItemIsAsync(14, "open");
            await desk.DoAtOnceAsync(14, "warm-compare");
        });
        await story.StepAsync("15: the audit trail is complete", () => room.ItemIsAsync(15, "proven"));
        await story.StepAsync("16: the aggregates are recounted, by counters that no drain has ended", () => desk.DoAtOnceAsync(16, "recount"));
        await story.StepAsync("18: a fresh PCS is accepted in both", async () =>
        {
            await desk.RunAsync(18, "submit-first");
            await desk.RunAsync(18, "submit-second");
            await room.ItemIsAsync(18, "proven");
        });
        await story.StepAsync("19 and 20: the resolution is posted, the post-mortem scheduled, and the incident resolved", async () =>
        {
            await desk.PostAsync(19);
            await desk.SchedulePostMortemAsync(20);
            await desk.ResolveAsync("both regions know the same");
        });
        await story.StepAsync("both regions know every id a client was told is in, and the board says so", async () =>
        {
            (await DedupContents.ReadAsync(story.Range)).AreAlike();
            await LedgerTruth.EverywhereAsync(story);
            await commander.OpenAsync("/");
            await Expect(commander.Get("parity").Locator(".num")).ToHaveTextAsync(["0", "0", "0"]);
            await Expect(commander.Get("split-brain")).ToHaveCountAsync(0);
        });
        await story.StepAsync("the timeline in Postgres is whole", async () =>
            StoredTimeline.IsWhole(await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident), room.Incident));
        await story.TheLogIsCleanAsync();
    }
}
