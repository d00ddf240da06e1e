using System.Text.RegularExpressions;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>A partition during which both regions took the same ids with different bodies, healed by the second runbook in the browser.</summary>
public sealed class SplitBrainTests(Chromium chromium)
{
    private const int Conflicts = 8;
    private const string Divergence = "DedupDivergence";
    private static readonly TimeSpan SecondPersonWait = TimeSpan.FromSeconds(10);

    [Fact(DisableParallelization = true)]
    public async Task Conflicting_writes_of_a_partition_are_healed_the_first_of_each_wins_and_none_is_lost()
    {
        await using var story = await Rehearsal.StartTimedAsync(chromium, "split-brain", ("Fleet:SecondPersonWait", $"{SecondPersonWait}"), ("Fleet:SplitBrain:Settle", "00:00:20"));
        var commander = await story.SignInAsync(story.Console.Commander);
        var responder = await story.SignInAsync(story.Console.Responder);
        FirstWrites first = null!;
        Room room = null!;
        Checklist desk = null!;
        DedupContents drained = null!;

        await story.StepAsync("the board shows a healthy fleet", story.BoardOf(commander).OpenOnHealthyFleetAsync);
        await story.StepAsync("the regions are cut from each other, and both take writes of the same ids", async () =>
        {
            await story.Range.BreakAsync("partition", ("conflicts", $"{Conflicts}"));
            first = await FirstWrites.AreThereAsync(story.Range, Conflicts);
            await commander.SeesAsync("lag-eu-west-us-east", new Regex(@"(?<!\d)(1[5-9]|[2-9]\d|1[01]\d) s(?!egment)|\d min"));
            // Each seen from the other, and from nowhere else.
            foreach (var region in DedupContents.Regions) await Expect(commander.Get($"region-{region}").Locator(".dots:has(.x)")).ToHaveCountAsync(1);
            await Expect(commander.Get("split-brain")).ToHaveCountAsync(0);
        });
        await story.StepAsync("the cut heals, and the board offers a split brain with its window and severity", async () =>
        {
            await story.Range.HealAsync("partition");
            await commander.SeesAsync("split-brain", $"{Conflicts} ids hold two results", patience: 300_000);
            await commander.SeesAsync("split-brain", new Regex(@"By the matrix P2.*drain and rebuild.*Cut from each other \d\d:\d\d:\d\d to \d\d:\d\d:\d\d UTC", RegexOptions.Singleline));
        });
        await story.StepAsync("one click declares, and the first four items prove themselves", async () =>
        {
            room = await Room.DeclareSplitBrainAsync(commander);
            desk = new Checklist(commander, room);
            await room.AreProvenAsync(1, 2, 3, 4);
        });
        await story.StepAsync("2: what differs of the conflicting ids is readable, on a phone too", async () =>
        {
            await room.SelectAsync(2);
            await commander.SeesAsync("evidence", new Regex("eu-west: .*accepted (true|false).* · us-east: .*accepted (true|false)", RegexOptions.Singleline));
            await commander.PicturesAsync(size => story.Keep($"conflicts-{size}.png"), whole: true);
        });
        await story.StepAsync("5: the start message is posted", () => desk.PostAsync(5));
        await story.StepAsync("12: the way without conflicts is closed", async () =>
        {
            await room.SelectAsync(12);
            await commander.IsBlockedAsync("action-merge", "a merge leaves both in place");
        });
        await story.StepAsync("6: the first region is drained by the commander", () => desk.DoAsync(6, "gate-first"));
        await story.StepAsync("6: the second takes its name and a second person at a browser of their own", async () =>
        {
            await desk.TypeAsync(6, "gate-second", "us-east");
            await commander.IsBlockedAsync("approve-plan", "somebody else must approve it");
            await responder.OpenAsync($"/incidents/{room.Incident}/items/6");
            await responder.ClickAsync("approve-plan");
            await commander.SeesAsync("plan-people", "approved by responder");
            await desk.ConfirmAsync();
            await room.ItemIsAsync(6, "proven");
        });
        await story.StepAsync("11: nothing is rebuilt before the snapshots are verified, not even by a button that was enabled by force", async () =>
        {
            await room.SelectAsync(11);
            await commander.IsBlockedAsync("action-rebuild", "a snapshot that was restored and counted");
            await commander.Get("action-rebuild").EvaluateAsync("button => { button.disabled = false; button.click(); }");
            // What follows on the same circuit has seen the click's end.
            await room.SelectAsync(7);
            Assert.False(await WasRebuiltAsync(story, room.Incident));
        });
        await story.StepAsync("7 and 8: both states are in a snapshot, restored and counted", async () =>
        {
            drained = await DedupContents.AtRestAsync(story.Range);
            await desk.DoAtOnceAsync(7, "snapshot");
            await desk.DoAtOnceAsync(8, "verify");
        });
        await story.StepAsync("9 and 10: both WALs are read, and the earlier write of each id is elected", async () =>
        {
            await desk.DoAtOnceAsync(9, "read");
            await desk.DoAtOnceAsync(10, "elect");
        });
        await story.StepAsync("11: the rebuilt state is compared beside the live one, which is untouched", async () =>
        {
            await desk.DoAtOnceAsync(11, "rebuild");
            var still = await DedupContents.ReadAsync(story.Range);
            foreach (var region in DedupContents.Regions) DedupContents.IsUntouched(drained.Of(region), still.Of(region));
            Assert.True(await WasRebuiltAsync(story, room.Incident));
        });
        await story.StepAsync("the shipped rule fires on what the console itself has measured, in both regions' Prometheus", async () =>
        {
            foreach (var region in DedupContents.Regions) await RegionPrometheus.FiresAsync(story.Range, region, Divergence);
            await responder.OpenAsync("/");
            await Expect(responder.Get("alert").Filter(new() { HasText = Divergence })).ToHaveCountAsync(1);
        });
        await story.StepAsync("12: nobody else answers, and after the wait the commander goes on alone with a reason", async () =>
        {
            await desk.TypeAsync(12, "swap", "eu-west and us-east");
            await commander.Get("alone").FillAsync("nobody else is awake");
            await desk.ConfirmAsync();
            await commander.SeesAsync("plan-alone", "nobody else is awake");
            await room.ItemIsAsync(12, "proven");
            await SwapHasWaitedAsync(story, room.Incident);
        });
        await story.StepAsync("12: the first write of each id stands in both regions, and nothing else was touched", async () =>
        {
            var swapped = await DedupContents.ReadAsync(story.Range);
            first.HaveWon(swapped);
            swapped.AreAlike();
            foreach (var region in DedupContents.Regions) DedupContents.IsUntouched(drained.Of(region), swapped.Of(region), butFor: first.Winners.Keys);
        });
        await story.StepAsync("13: the key sets match, and 14 is not proven by Redis alone", async () =>
        {
            await room.ItemIsAsync(13, "proven");
            await room.SelectAsync(14);
            await commander.SeesAsync("evidence", "Warm rows with two results");
            await room.ItemIsAsync(14, "open");
        });
        await story.StepAsync("14: the warm stores still hold both results of each", async () =>
        {
            await desk.ClickAsync(14, "warm-compare");
            await room.PlanIsAsync("failed");
            await Expect(room.Newest.GetByTestId("plan-result")).ToHaveTextAsync(new Regex($"{Conflicts} with two results"));
        });
        await story.StepAsync("12: the elected results are put in place there too, by two people", async () =>
        {
            await desk.TypeAsync(12, "warm-swap", "eu-west and us-east");
            await responder.OpenAsync($"/incidents/{room.Incident}/items/12");
            await responder.ClickAsync("approve-plan");
            await desk.ConfirmAsync();
            first.HaveWonIn(await WarmContents.ReadAsync(story.Range));
        });
        await story.StepAsync("14 and 15: now keys, results, rows and the audit trail are compared", async () =>
        {
            await desk.DoAtOnceAsync(14, "warm-compare");
            await room.ItemIsAsync(15, "proven");
        });
        await story.StepAsync("17: both take writes again", async () =>
        {
            await desk.DoAsync(17, "resume-first");
            await desk.DoAsync(17, "resume-second");
            await room.ItemIsAsync(17, "proven");
        });
        await story.StepAsync("18: a fresh PCS is accepted in both", async () =>
        {
            await desk.RunAsync(18, "submit-first");
            await desk.RunAsync(18, "submit-second");
            await room.ItemIsAsync(18, "proven");
        });
        await story.StepAsync("16: the aggregates are a person's word", () => desk.AttestAsync(16, "counted from the reconciled results; the pods' counters began anew with the drain"));
        await story.StepAsync("19: the resolution is posted", () => desk.PostAsync(19));
        await story.StepAsync("20: the post-mortem is scheduled, and the incident is resolved", async () =>
        {
            await desk.SchedulePostMortemAsync(20);
            await desk.ResolveAsync("both regions answer alike");
        });
        await story.StepAsync("both regions know the same, every id a client was told is in, and the board says so", async () =>
        {
            var stores = await DedupContents.ReadAsync(story.Range);
            first.HaveWon(stores);
            stores.AreAlike();
            await LedgerTruth.EverywhereAsync(story);
            await commander.OpenAsync("/");
            await Expect(commander.Get("parity").Locator(".num")).ToHaveTextAsync(["0", "0", "0"]);
            await Expect(commander.Get("split-brain")).ToHaveCountAsync(0);
            foreach (var region in DedupContents.Regions) await RegionPrometheus.IsQuietAsync(story.Range, region, Divergence);
        });
        await story.StepAsync("the timeline in Postgres is whole", async () =>
            StoredTimeline.IsWhole(await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident), room.Incident));
        await story.TheLogIsCleanAsync();
    }

    private static async Task<bool> WasRebuiltAsync(Rehearsal story, int incident) =>
        (await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, incident)).Any(entry => entry.Event.Contains("dedup-rebuild", StringComparison.Ordinal));

    private static async Task SwapHasWaitedAsync(Rehearsal story, int incident)
    {
        var entries = await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, incident);
        var (planned, confirmed) = (entries.Last(entry => entry.Type == "action-planned"), entries.Last(entry => entry.Type == "action-confirmed"));
        Assert.True(confirmed.HappenedAt - planned.HappenedAt >= SecondPersonWait, "The swap was confirmed alone before the wait was over.");
    }
}
