using System.Text.RegularExpressions;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>Kill -9 in the middle of each long procedure, once: started again it goes on by itself, and by the range's own counters nothing came twice.</summary>
public sealed class KilledInEachProcedureTests(Chromium chromium)
{
    private const string QuietTenant = "idempotency-test";
    private const int Conflicts = 12;
    private const int SeedsInRedis = 40_000;
    private const int SeedsInWarm = 60_000;

    [Fact]
    public async Task Of_the_recovery_each_goes_on_after_a_kill_and_nothing_comes_twice()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "killed-in-recovery", new(),
            // What is slowed down here for a while must not count as not serving, on a busy machine either.
            ("Redis:Slow", "00:00:05"), ("Backends:Replay:Tenant", QuietTenant), ("Backends:Replay:PerSecond", "10"),
            // A step that is long enough to be killed in.
            ("Fleet:Ramp:FirstHold", "00:00:10"), ("Fleet:Ramp:TotalHold", "00:00:14"),
            // The fleet's own tests, which take their time.
            ("EndToEnd:Command", "/bin/sh"), ("EndToEnd:Arguments:0", "-c"), ("EndToEnd:Arguments:1", "echo collected 1 item; sleep 6"));
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);
        var (euWest, usEast) = (story.Range.File.Regions[0], story.Range.File.Regions[1]);
        Room room = null!;
        Checklist desk = null!;
        Crash crash = null!;
        DateTimeOffset stopped = default, died = default;

        await story.StepAsync("the board shows a healthy fleet", board.OpenOnHealthyFleetAsync);
        await story.StepAsync("eu-west stops replicating and dies; it is declared, and traffic moved", async () =>
        {
            await story.Range.BreakAsync("replication-stop", ("region", "eu-west"));
            stopped = TimeProvider.System.GetUtcNow();
            await commander.SeesAsync("lag-eu-west-us-east", new Regex(@"(?<!\d)[1-5]\d s"));
            await story.Range.BreakAsync("gslb-stuck");
            died = TimeProvider.System.GetUtcNow();
            await story.Range.BreakAsync("region-down", ("region", "eu-west"));
            await board.SaysDownAsync("eu-west");
            room = await Room.DeclareAsync(commander, "eu-west");
            (desk, crash) = (new Checklist(commander, room), new Crash(story, commander, room));
            await desk.DoAsync(2, "move-traffic");
            await room.ItemIsAsync(2, "proven");
        });
        await story.StepAsync("end-to-end suite: it begins anew and passes", async () =>
        {
            await desk.StartAsync(10, "run");
            await crash.OnRateAsync(Crash.SomeDone);
            await room.ItemIsAsync(10, "proven");
        });
        await story.StepAsync("eu-west comes back and stays healthy", async () =>
        {
            await story.Range.HealAsync("region-down");
            await room.ItemIsAsync(13, "proven");
        });
        await story.StepAsync("WAL replay: what was submitted before the kill is not submitted again", async () =>
        {
            var before = await TenantCounters.ReadAsync(story.Range, "us-east", QuietTenant);
            await desk.StartAsync(14, "replay-wal");
            await crash.OnAsync(() => ReceivedAsync(20));

            var replayed = await TenantCounters.ReadAsync(story.Range, "us-east", QuietTenant) - before;
            var unreplicated = await LedgerTruth.ReportedAsync(story, room.Incident);
            Assert.Equal(new TenantCounters(unreplicated, 0), replayed);
            // What was submitted before the kill is counted as what it was, no duplicate.
            await Expect(room.Newest.GetByTestId("plan-result")).ToContainTextAsync($" {unreplicated} new, ");

            async Task ReceivedAsync(int many)
            {
                while ((await TenantCounters.ReadAsync(story.Range, "us-east", QuietTenant) - before).Received < many)
                    await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        });
        await story.StepAsync("replication works again, and 9: the WAL is whole", async () =>
        {
            await story.Range.HealAsync("replication-stop");
            await desk.DoAtOnceAsync(9, "check");
        });
        await story.StepAsync("dedup merge: no key is written twice, each keeps what was left of its life", async () =>
        {
            await Seeds.PlantAsync(euWest, SeedsInRedis, SeedsInWarm);
            var before = await DedupContents.ReadAsync(story.Range);
            await story.Range.BreakAsync("redis-slow", ("region", "eu-west"), ("ms", "100"));
            await desk.StartAsync(14, "merge-redis");
            DedupContents half = null!;
            await crash.OnRateAsync(Crash.SomeDone, async () =>
            {
                await story.Range.HealAsync("redis-slow");
                half = await DedupContents.ReadAsync(story.Range);
            });

            var after = await DedupContents.ReadAsync(story.Range);
            Assert.InRange(half.UsEast.Count(each => Seeded(each.Key)), 1, SeedsInRedis - 1);
            Assert.Equal(SeedsInRedis, after.UsEast.Count(each => Seeded(each.Key)));
            Assert.DoesNotContain(before.EuWest, each => after.EuWest[each.Key] != each.Value);
            Assert.DoesNotContain(half.UsEast, each => after.UsEast[each.Key] != each.Value);
            after.AreAlike();

            static bool Seeded(string id) => id.StartsWith("seed-", StringComparison.Ordinal);
        });
        await story.StepAsync("warm merge: every row arrives once, as it was", async () =>
        {
            var before = await Seeds.OfWarmAsync(euWest);
            await desk.StartAsync(14, "merge-warm");
            await crash.OnRateAsync(Crash.SomeDone);
            Assert.StartsWith($"{SeedsInWarm} ", before, StringComparison.Ordinal);
            Assert.Equal(before, await Seeds.OfWarmAsync(euWest));
            Assert.Equal(before, await Seeds.OfWarmAsync(usEast));
            await room.AreProvenAsync(14, 15);
        });
        await story.StepAsync("ramp: it goes on from the step it held, and no step is set twice", async () =>
        {
            var before = story.Range.Zone.Changes.Count;
            await desk.StartAsync(16, "ramp");
            await crash.OnProgressAsync(new Regex(@"at 10 %: .*held 0:(0[1-9]|1\d)"));
            Assert.Equal(2, story.Range.Zone.Changes.Count - before);
            await room.ItemIsAsync(16, "proven");
        });
        await story.StepAsync("17: continuity and parity are proven", () => desk.DoAtOnceAsync(17, "check-wal"));
        await story.StepAsync("the report and the clients' own ledger agree id by id, and both regions know every id", () => LedgerTruth.HoldsAsync(story, room.Incident, stopped, died));
        await story.StepAsync("the timeline in Postgres is whole", async () =>
            StoredTimeline.IsWhole(await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident), room.Incident));
        await story.TheLogIsCleanAsync();
    }

    [Fact]
    public async Task Of_the_split_brain_each_goes_on_after_a_kill_and_nothing_comes_twice()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "killed-in-split-brain", new());
        var commander = await story.SignInAsync(story.Console.Commander);
        FirstWrites first = null!;
        Room room = null!;
        Checklist desk = null!;
        Crash crash = null!;
        DedupContents drained = null!;

        await story.StepAsync("the board shows a healthy fleet", story.BoardOf(commander).OpenOnHealthyFleetAsync);
        await story.StepAsync("a partition with conflicting writes, declared once it is over", async () =>
        {
            await story.Range.BreakAsync("partition", ("conflicts", $"{Conflicts}"));
            first = await FirstWrites.AreThereAsync(story.Range, Conflicts);
            await story.Range.HealAsync("partition");
            await commander.SeesAsync("split-brain", $"{Conflicts} ids hold two results", patience: 300_000);
            room = await Room.DeclareSplitBrainAsync(commander);
            (desk, crash) = (new Checklist(commander, room), new Crash(story, commander, room));
        });
        await story.StepAsync("both regions are drained", async () =>
        {
            await desk.DoAsync(6, "gate-first");
            await desk.TypeAsync(6, "gate-second", "us-east");
            await commander.Get("alone").FillAsync("nobody else is awake");
            await desk.ConfirmAsync();
            drained = await DedupContents.AtRestAsync(story.Range);
        });
        await story.StepAsync("snapshot: taken anew, it restores and counts", async () =>
        {
            await SlowAsync("us-east");
            await desk.ClickAsync(7, "snapshot");
            await crash.OnRateAsync(Crash.SomeDone, HealAsync);
            await desk.DoAtOnceAsync(8, "verify");
        });
        await story.StepAsync("both WALs are read, the first writes elected", async () =>
        {
            await desk.DoAtOnceAsync(9, "read");
            await desk.DoAtOnceAsync(10, "elect");
        });
        await story.StepAsync("rebuild: built anew beside the live keys, which nobody touched", async () =>
        {
            await SlowAsync("us-east");
            await desk.ClickAsync(11, "rebuild");
            await crash.OnProgressAsync(new Regex("Rebuil|Comparing"), HealAsync);
            var still = await DedupContents.ReadAsync(story.Range);
            foreach (var region in DedupContents.Regions) DedupContents.IsUntouched(drained.Of(region), still.Of(region));
        });
        await story.StepAsync("swap: what was put in place before the kill is not written again", async () =>
        {
            await SlowAsync("us-east");
            await desk.TypeAsync(12, "swap", "eu-west and us-east");
            await commander.Get("alone").FillAsync("nobody else is awake");
            await commander.ClickAsync("confirm-plan");
            DedupContents half = null!;
            await crash.OnAsync(InPlaceInEuWestAsync, async () =>
            {
                await HealAsync();
                half = await DedupContents.ReadAsync(story.Range);
            });
            // And it knows what was its own work before the kill.
            await Expect(room.Newest.GetByTestId("plan-result")).ToHaveTextAsync($"{Conflicts} results put in place in eu-west and us-east, 0 refused");

            var swapped = await DedupContents.ReadAsync(story.Range);
            DedupContents.IsUntouched(drained.EuWest, half.EuWest, butFor: first.Winners.Keys);
            DedupContents.IsUntouched(drained.UsEast, half.UsEast);
            DedupContents.IsUntouched(half.EuWest, swapped.EuWest);
            first.HaveWon(swapped);
            swapped.AreAlike();

            async Task InPlaceInEuWestAsync()
            {
                while (await DedupContents.ResultsAsync(story.Range, "eu-west", first.Winners.Keys) is var now && first.Winners.Any(winner => now[winner.Key] != winner.Value.Result))
                    await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        });
        await story.StepAsync("both serve again, and every id a client was told is in stands in both", async () =>
        {
            await room.AreProvenAsync(12, 13);
            await desk.DoAsync(17, "resume-first");
            await desk.DoAsync(17, "resume-second");
            await room.ItemIsAsync(17, "proven");
            await LedgerTruth.EverywhereAsync(story);
        });
        await story.StepAsync("the timeline in Postgres is whole", async () =>
            StoredTimeline.IsWhole(await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident), room.Incident));
        await story.TheLogIsCleanAsync();

        Task SlowAsync(string region) => story.Range.BreakAsync("redis-slow", ("region", region), ("ms", "700"));
        Task HealAsync() => story.Range.HealAsync("redis-slow");
    }
}
