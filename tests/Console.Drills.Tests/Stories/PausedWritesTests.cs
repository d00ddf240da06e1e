namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>Option B: writes are paused so that a lagging WAL can catch up, for a limited time and not a minute more.</summary>
public sealed class PausedWritesTests(Chromium chromium)
{
    private const string Pause = "DRAIN_WRITES";
    private static readonly TimeSpan TimeBox = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task Writes_paused_for_a_lagging_region_are_let_in_again_by_the_console_itself()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "paused-writes", new(), ("Fleet:Rpo", "00:00:10"), ("Fleet:WritePauseTimeBox", $"{TimeBox}"));
        var commander = await story.SignInAsync(story.Console.Commander);
        Room room = null!;
        Checklist desk = null!;

        await story.StepAsync("the board shows a healthy fleet", story.BoardOf(commander).OpenOnHealthyFleetAsync);
        await story.StepAsync("replication of eu-west lags beyond RPO while it serves, and it is declared", async () =>
        {
            await story.Range.BreakAsync("replication-lag", ("region", "eu-west"), ("seconds", "60"));
            await commander.SeesAsync("lag-eu-west-us-east", "beyond RPO");
            room = await Room.DeclareDrillAsync(commander, "eu-west");
            desk = new Checklist(commander, room);
        });
        await story.StepAsync("B is previewed, confirmed, and in effect on every pod", async () =>
        {
            await desk.DoAsync(5, "pause-writes");
            await Expect(room.Newest).ToContainTextAsync("taken back by itself in");
            Assert.All(await PodsSayAsync(story), value => Assert.Equal("true", value));
        });
        await story.StepAsync("its time is up, and nobody touches anything: writes are let in again", async () =>
        {
            await Expect(commander.Get("plan")).ToHaveCountAsync(2, new() { Timeout = 300_000 });
            await room.PlanIsAsync("succeeded");
            Assert.DoesNotContain("true", await PodsSayAsync(story));
        });
        await story.StepAsync("the pause lasted its time, and it was the console that ended it", async () =>
        {
            var entries = await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident);
            var (paused, lifting) = (entries.First(entry => entry.Type == "action-succeeded"), entries.Last(entry => entry.Type == "action-confirmed"));
            Assert.True(lifting.HappenedAt - paused.HappenedAt >= TimeBox, "The pause was lifted before its time was up.");
            Assert.NotEqual(story.Console.Commander.Name, lifting.Actor.Name);
            StoredTimeline.IsWhole(entries, room.Incident);
        });
        await story.TheLogIsCleanAsync();
    }

    private static Task<IReadOnlyList<string>> PodsSayAsync(Rehearsal story) => RangeState.EnvironmentAsync(story.Range, "us-east", Pause);
}
