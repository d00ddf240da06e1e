using System.Text.RegularExpressions;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>Every scenario as a commander meets it: started from the page, noticed on the board, ended with one click.</summary>
public sealed class ScenariosTests(Chromium chromium)
{
    // Resolvers have forgotten by then whatever they knew before the region died.
    private static readonly TimeSpan LongerThanTheTtl = TimeSpan.FromSeconds(3);
    private static readonly Regex UsEastAlone = new(@"name servers\s*\d × us-east\s*resolvers");
    private static readonly Regex StillEuWest = new("name servers.*?eu-west.*?resolvers", RegexOptions.Singleline);
    private static readonly string[] Regions = ["eu-west", "us-east"];

    [Fact]
    public async Task Each_scenario_is_noticed_on_the_board_and_one_click_makes_the_fleet_healthy_again()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "scenarios", new(), ("Fleet:Rpo", "00:00:10"));
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);
        var drills = new DrillsPage(commander, story);

        await story.StepAsync("the board shows a healthy fleet", board.OpenOnHealthyFleetAsync);
        await RehearseAsync("region-death", async () =>
        {
            await board.SaysDownAsync("eu-west");
            await StaysAsync(UsEastAlone);
        });
        await RehearseAsync("gslb-stuck", async () =>
        {
            await board.SaysDownAsync("eu-west");
            await StaysAsync(StillEuWest);
        });
        await RehearseAsync("lag-beyond-rpo", async () =>
        {
            await commander.SeesAsync("lag-eu-west-us-east", "✕ beyond RPO");
            await commander.SeesAsync("lag-us-east-eu-west", "✓ within RPO");
            await board.IsAsync("eu-west", "healthy");
        });
        await RehearseAsync("dead-redis", async () =>
        {
            await board.IsAsync("eu-west", "degraded");
            await commander.SeesAsync("calm", "eu-west is degraded: errors: ");
            await Expect(commander.Get("signal-eu-west-redis")).ToHaveAttributeAsync("data-health", "unknown");
            await commander.SeesAsync("signal-eu-west-redis", "connection refused");
            // Its backends answer OK all the same: who asks only them sees nothing.
            await Expect(commander.Get("region-eu-west").Locator(".dots .x")).ToHaveCountAsync(0);
        });
        await RehearseAsync("everything", async () =>
        {
            await board.SaysDownAsync("eu-west");
            await Expect(commander.Get("alert").Filter(new() { HasText = "× 500" })).ToHaveCountAsync(1);
            await StaysAsync(StillEuWest);
        });
        await story.StepAsync("partition: started from the page", () => drills.StartAsync("partition"));
        await story.StepAsync("partition: each region is seen by all but the other, and what each writes stays there", async () =>
        {
            await commander.OpenAsync("/");
            foreach (var region in Regions)
            {
                await board.IsAsync(region, "degraded");
                await Expect(commander.Get($"region-{region}").Locator(".dots:has(.x)")).ToHaveCountAsync(1);
            }
            await commander.SeesAsync("lag-eu-west-us-east", "✕ beyond RPO");
            await commander.SeesAsync("lag-us-east-eu-west", "✕ beyond RPO");
        });
        await story.StepAsync("partition: one click ends it, and the board offers what it left: a split brain", async () =>
        {
            await drills.EndAsync();
            foreach (var region in Regions) await board.IsAsync(region, "healthy");
            await commander.SeesAsync("split-brain", new Regex(@"^\s*.*Split brain: eu-west and us-east disagree.*ids hold two results", RegexOptions.Singleline), patience: 300_000);
        });
        await story.TheLogIsCleanAsync();

        async Task RehearseAsync(string scenario, Func<Task> isNoticed)
        {
            await story.StepAsync($"{scenario}: started from the page", () => drills.StartAsync(scenario));
            await story.StepAsync($"{scenario}: noticed on the board, which is marked as a drill", async () =>
            {
                await commander.OpenAsync("/");
                await Expect(commander.Page).ToHaveTitleAsync(new Regex(@"^\[DRILL\] "));
                await isNoticed();
            });
            await story.StepAsync($"{scenario}: one click ends it, and the fleet is healthy again", async () =>
            {
                await drills.EndAsync();
                await board.OpenOnHealthyFleetAsync();
                await commander.SeesAsync("lag-eu-west-us-east", "✓ within RPO");
                await Expect(commander.Page).ToHaveTitleAsync(new Regex("^Board"));
            });
        }

        async Task StaysAsync(Regex words)
        {
            await commander.SeesAsync("traffic", words);
            await Task.Delay(LongerThanTheTtl, TimeProvider.System);
            await commander.SeesAsync("traffic", words);
        }
    }

    [Fact]
    public async Task A_real_declaration_ends_the_drill_at_once_and_undoes_its_faults()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "interrupted-drill", new());
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);
        var drills = new DrillsPage(commander, story);

        await story.StepAsync("the board shows a healthy fleet", board.OpenOnHealthyFleetAsync);
        await story.StepAsync("a scenario is started, detected, declared as a drill", async () =>
        {
            await drills.StartAsync("region-death");
            await commander.OpenAsync("/");
            await board.SaysDownAsync("eu-west");
            await Room.DeclareRehearsedAsync(commander, "eu-west");
            await commander.SeesAsync("drill-mark", "DRILL");
        });
        await story.StepAsync("it is real after all: one click on the board, and nothing is broken on purpose any more", async () =>
        {
            await commander.OpenAsync("/");
            var real = await Room.DeclareAsync(commander, "eu-west");
            Assert.Equal(2, real.Incident);
            await drills.IsOverAsync();
            await Expect(commander.Page.Locator(".is-drill")).ToHaveCountAsync(0);
            await Expect(commander.Page).ToHaveTitleAsync(new Regex("^#2 "));
        });
        await story.StepAsync("the drill is closed as interrupted, by which incident stands in the record", async () =>
        {
            await commander.OpenAsync("/drills");
            await commander.SeesAsync("drill-1", "INTERRUPTED");
            await commander.SeesAsync("drill-1", "incident #2 was declared");
            await commander.PicturesAsync(size => story.Keep($"drills-{size}.png"), whole: true);
            var entries = await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, 1);
            StoredTimeline.Only(entries, "drill-interrupted");
            StoredTimeline.Only(entries, "drill-faults-undone");
        });
        await story.StepAsync("eu-west is back, held out by the real incident", async () =>
        {
            await commander.OpenAsync("/");
            await board.IsAsync("eu-west", "healthy");
            await commander.OpenAsync("/incidents/2");
            await commander.SeesAsync("latched-eu-west");
        });
        await story.TheLogIsCleanAsync();
    }
}
