using System.Text.RegularExpressions;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>From death to resolved: all nineteen items in the browser, with writes that never arrived, and not one of them lost.</summary>
public sealed class WholeIncidentTests(Chromium chromium)
{
    [Fact]
    public async Task From_death_to_resolved_nothing_is_lost_and_both_regions_know_the_same()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "whole-incident", new());
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);
        Room room = null!;
        Checklist desk = null!;
        DateTimeOffset stopped = default, died = default;

        await story.StepAsync("the board shows a healthy fleet", board.OpenOnHealthyFleetAsync);
        await story.StepAsync("eu-west stops replicating, and dies some seconds later; the load balancing does not react", async () =>
        {
            await story.Range.BreakAsync("replication-stop", ("region", "eu-west"));
            stopped = TimeProvider.System.GetUtcNow();
            await commander.SeesAsync("lag-eu-west-us-east", new Regex(@"(?<!\d)([4-9]|[1-5]\d) s(?!egment)"));
            await story.Range.BreakAsync("gslb-stuck");
            died = TimeProvider.System.GetUtcNow();
            await story.Range.BreakAsync("region-down", ("region", "eu-west"));
        });
        await story.StepAsync("the board says so", () => board.SaysDownAsync("eu-west"));
        await story.StepAsync("one click declares", async () =>
        {
            room = await Room.DeclareAsync(commander, "eu-west");
            desk = new Checklist(commander, room);
        });
        await story.StepAsync("2: traffic is moved by one confirmed change", async () =>
        {
            await desk.DoAsync(2, "move-traffic");
            await room.ItemIsAsync(2, "proven", "of the load before");
        });
        await story.StepAsync("6: a fresh PCS is accepted", () => desk.DoAtOnceAsync(6, "submit"));
        await story.StepAsync("the RTO clock stops on a measured number", () => room.RtoIsMeasuredAsync());
        await story.StepAsync("7: the start message is posted", () => desk.PostAsync(7));
        await story.StepAsync("8: a duplicate is answered from the dedup store", () => desk.DoAtOnceAsync(8, "submit-twice"));
        await story.StepAsync("10: the suite passes against the survivor", () => desk.DoAsync(10, "run"));
        await story.StepAsync("11: the cause is gathered and stated", () => desk.StateCauseAsync(11, "a switch in AZ-1 failed"));
        await story.StepAsync("12: the recovery is planned", () => desk.PlanRecoveryAsync(12));
        await story.StepAsync("4: a whole good minute", () => room.ItemIsAsync(4, "proven"));

        await story.StepAsync("eu-west comes back, and still does not replicate", () => story.Range.HealAsync("region-down"));
        await story.StepAsync("13: it stays healthy for a while", () => room.ItemIsAsync(13, "proven"));
        await story.StepAsync("14: a merge before the reconciliation is refused", async () =>
        {
            await room.SelectAsync(14);
            await commander.IsBlockedAsync("action-merge-redis", "Reconcile the un-replicated writes of eu-west first");
        });
        await story.StepAsync("14: what was not replicated is submitted again, id by id", () => desk.DoAsync(14, "replay-wal"));
        await story.StepAsync("replication works again, and 9: the WAL is whole", async () =>
        {
            await story.Range.HealAsync("replication-stop");
            await commander.SeesAsync("latched-eu-west");
            await desk.DoAtOnceAsync(9, "check");
        });
        await story.StepAsync("14: both stores are merged", async () =>
        {
            await desk.DoAsync(14, "merge-redis");
            await desk.DoAsync(14, "merge-warm");
            await room.ItemIsAsync(14, "proven");
        });
        await story.StepAsync("15: the records carry their health checks at 0/100", () => room.ItemIsAsync(15, "proven"));
        await story.StepAsync("16: traffic returns step by step, by measured share", async () =>
        {
            await desk.DoAsync(16, "ramp");
            await room.ItemIsAsync(16, "proven");
        });
        await story.StepAsync("17: continuity and parity are proven, and only now the latch is released", async () =>
        {
            await commander.SeesAsync("latched-eu-west");
            await desk.DoAtOnceAsync(17, "check-wal");
            await Expect(commander.Get("latched-eu-west")).ToHaveCountAsync(0);
        });
        await story.StepAsync("18: the resolution is posted, with what was measured", async () =>
        {
            await desk.PostAsync(18);
        });
        await story.StepAsync("19: the post-mortem is scheduled", () => desk.SchedulePostMortemAsync(19));
        await story.StepAsync("every item is settled, and the incident is resolved", () => desk.ResolveAsync("eu-west serves its share again"));
        await story.StepAsync("the report and the clients' own ledger agree id by id, and both regions know every id", () => LedgerTruth.HoldsAsync(story, room.Incident, stopped, died));
        await story.StepAsync("the timeline in Postgres is whole", async () =>
            StoredTimeline.IsWhole(await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident), room.Incident));
        await story.TheLogIsCleanAsync();
    }
}
