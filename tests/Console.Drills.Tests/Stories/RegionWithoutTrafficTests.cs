using System.Text.RegularExpressions;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>A region dies that DNS did not lead to any more: nothing moves in the incident, and users never suffer.</summary>
public sealed class RegionWithoutTrafficTests(Chromium chromium)
{
    [Fact]
    public async Task DNS_that_led_elsewhere_before_is_told_with_its_time_and_the_RTO_is_how_soon_that_was_proven()
    {
        // One simple record to eu-west: us-east stands by.
        await using var story = await Rehearsal.StartAsync(chromium, "region-without-traffic", new() { IsWeighted = false });
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);
        Room room = null!;

        await story.StepAsync("the board shows a healthy fleet", board.OpenAsync);
        await story.StepAsync("us-east dies, and one click declares", async () =>
        {
            await story.Range.BreakAsync("region-down", ("region", "us-east"));
            await board.SaysDownAsync("us-east");
            room = await Room.DeclareAsync(commander, "us-east");
        });
        await story.StepAsync("the RTO is measured, short, and service never failed", async () =>
        {
            await room.RtoIsMeasuredAsync();
            await commander.SeesAsync("rto", "measured, never failed");
            await Expect(commander.Get("rto-clock")).ToHaveTextAsync(new Regex(@"^\s*0:[0-5]\d\s*$"));
            await commander.SeesAsync("situation", "users were served through eu-west all along");
        });
        await story.StepAsync("2: traffic was there already", () => room.ItemIsAsync(2, "proven", "of the load before"));
        await story.StepAsync("the timeline says since when DNS led there, before the first failed probe", async () =>
        {
            var entries = await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident);
            var (already, failed) = (entries.Single(entry => entry.Type == "traffic-rerouted"), entries.Single(entry => entry.Type == "first-probe-failed"));
            Assert.True(already.HappenedAt < failed.HappenedAt);
            Assert.Contains("\"alreadySince\"", already.Event, StringComparison.Ordinal);
            StoredTimeline.IsWhole(entries, room.Incident);
        });
        await story.StepAsync("the review has no outage of it", async () =>
        {
            await commander.OpenAsync($"/incidents/{room.Incident}/review");
            await commander.SeesAsync("figure-rto", "no user-path probe failed");
            await commander.SeesAsync("figure-errors", new Regex(@"\b0 %"));
        });
        await story.TheLogIsCleanAsync();
    }
}
