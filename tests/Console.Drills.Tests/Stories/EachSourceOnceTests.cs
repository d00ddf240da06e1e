using System.Text.RegularExpressions;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>Every source of the board is killed once: the console outlives it, and says exactly what it cannot see.</summary>
public sealed class EachSourceOnceTests(Chromium chromium)
{
    [Fact]
    public async Task A_dead_source_turns_exactly_its_own_readings_unknown_and_refuses_only_what_needs_it()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "each-source-once", new());
        using var api = new BoardApi(story.Console);
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);
        var onlooker = await story.SignInAsync(story.Console.Viewer);
        var room = new Room(commander, 0);

        await story.StepAsync("everything is known before", async () =>
        {
            await board.OpenOnHealthyFleetAsync();
            await api.UnknownAreAsync();
            await onlooker.SeesAsync("board");
        });
        await story.StepAsync("an exercise is declared, so that there are actions to refuse", async () => room = await Room.DeclareDrillAsync(commander, "eu-west"));

        await KillAsync("redis-down", "eu-west", [], "eu-west redis", "eu-west redis-memory", "parity");
        await KillAsync("warm-down", "eu-west", [], "eu-west warm-store");
        await KillAsync("s3-down", "eu-west", [], "eu-west wal-writer", "lag us-east to eu-west");
        await KillAsync("kubernetes-hang", "us-east", [(5, "degraded-on")], "us-east pods", "us-east nodes", "us-east degraded-mode", "us-east write-pause", "us-east capacity");
        await KillAsync("kubernetes-deny", "us-east", [(5, "degraded-on")], "us-east pods", "us-east nodes", "us-east degraded-mode", "us-east write-pause", "us-east capacity");
        await KillAsync("prometheus-down", "eu-west", [], "eu-west ingest", "eu-west errors", "eu-west latency", "eu-west dedup-hits", "alerts eu-west", "us-east seen from eu-west",
            "traffic eu-west", "traffic us-east");
        await KillAsync("route53-down", null, [(2, "move-traffic")], "records", "eu-west seen from Route 53 health check", "us-east seen from Route 53 health check");
        await KillAsync("dns-down", null, [], "resolvers", "user path");
        await story.StepAsync("console-postgres-down: the board goes on, and nothing can be recorded until it is back", () => StoreDownAsync(story, api, commander));
        await story.TheLogIsCleanAsync();

        Task KillAsync(string fault, string? region, (int Item, string Action)[] refused, params string[] unknown) => story.StepAsync($"{fault} {region}", async () =>
        {
            await story.Range.BreakAsync(fault, region is null ? [] : [("region", region)]);
            await api.UnknownAreAsync(unknown);
            await onlooker.SeesAsync("board", new Regex("[Uu]nknown|no answer"));
            foreach (var (item, action) in refused)
            {
                await room.SelectAsync(item);
                await commander.ClickAsync($"action-{action}");
                await commander.SeesAsync("refusal", "Without knowing what is there, nothing is planned");
            }
            await story.Range.HealAsync(fault);
            await api.UnknownAreAsync();
        });
    }

    private static async Task StoreDownAsync(Rehearsal story, BoardApi api, Person commander)
    {
        await story.Range.BreakAsync("console-postgres-down");
        await commander.Get("note-box").FillAsync("written while nothing can be recorded");
        await commander.ClickAsync("add-note");
        await commander.SeesAsync("note-refusal");
        await commander.SeesAsync("store-unavailable", "The timeline cannot be reached");
        await Expect(commander.Get("note-box")).ToHaveValueAsync("written while nothing can be recorded");
        await api.UnknownAreAsync();

        await story.Range.HealAsync("console-postgres-down");
        await Expect(commander.Get("store-unavailable")).ToBeHiddenAsync();
        await commander.ClickAsync("add-note");
        await commander.SeesAsync("timeline", "written while nothing can be recorded");
    }
}
