namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>The runbook's own kind of zone: one simple record. Item 15 makes a weighted pair of it, and only then there is something to ramp.</summary>
public sealed class SimpleRecordTests(Chromium chromium)
{
    [Fact]
    public async Task A_simple_record_becomes_a_weighted_pair_and_traffic_returns_by_measured_share()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "simple-record", new() { IsWeighted = false });
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);
        Room room = null!;
        Checklist desk = null!;

        await story.StepAsync("the board shows a healthy fleet", board.OpenAsync);
        await story.StepAsync("eu-west, which has all the traffic, has died, and the record was turned to us-east", async () =>
        {
            room = new Room(commander, await Recovery.FailedOverAsync(story));
            desk = new Checklist(commander, room);
            Assert.Equal(1, Records(story));
        });
        await story.StepAsync("eu-west is back, its writes were reconciled and both stores merged", () => Recovery.InSyncAsync(story, room.Incident));
        await story.StepAsync("the commander stands in the room", room.OpenAsync);
        await story.StepAsync("16: there is nothing to ramp yet", async () =>
        {
            await room.SelectAsync(16);
            await commander.IsBlockedAsync("action-ramp", "Item 15 comes first");
        });
        await story.StepAsync("15: one batch makes a weighted pair of it, with health checks, at 0/100", async () =>
        {
            var before = story.Range.Zone.Changes.Count;
            await desk.DoAsync(15, "enable-health-checks");
            await room.ItemIsAsync(15, "proven");
            Assert.Equal((1, 2), (story.Range.Zone.Changes.Count - before, Records(story)));
        });
        await story.StepAsync("16: traffic returns step by step, by measured share", async () =>
        {
            await desk.DoAsync(16, "ramp");
            await room.ItemIsAsync(16, "proven");
        });
        await story.StepAsync("17: continuity and parity are proven, and no id a client was told is in is lost", async () =>
        {
            await desk.DoAtOnceAsync(17, "check-wal");
            await LedgerTruth.EverywhereAsync(story);
        });
        await story.TheLogIsCleanAsync();
    }

    private static int Records(Rehearsal story) => story.Range.Zone.RecordSets.Count(set => set.Name.TrimEnd('.') == story.Range.File.PublicName);
}
