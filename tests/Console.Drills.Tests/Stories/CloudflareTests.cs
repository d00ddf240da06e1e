using System.Text.RegularExpressions;
using IncidentConsole.Lab.Cloudflare;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>The same incident where Cloudflare keeps the name: moved and taken back by one confirmed change each, and no page knows of another provider.</summary>
public sealed class CloudflareTests(Chromium chromium)
{
    [Fact]
    public async Task A_load_balancer_that_does_not_react_is_moved_by_one_confirmed_change_and_put_back_by_another()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "cloudflare", new() { IsCloudflare = true });
        var zone = story.Range.Cloudflare;
        var before = zone.Content.LoadBalancers.Single();
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);
        Room room = null!;
        Checklist desk = null!;

        await story.StepAsync("the board shows a healthy fleet", board.OpenOnHealthyFleetAsync);
        await story.StepAsync("eu-west dies, and the pools' health changes nothing", async () =>
        {
            await story.Range.BreakAsync("gslb-stuck");
            await story.Range.BreakAsync("region-down", ("region", "eu-west"));
            await board.SaysDownAsync("eu-west");
            await commander.SeesAsync("because-eu-west", "Cloudflare health check");
        });
        await story.StepAsync("one click declares, and item 2 shows that DNS still answers the dead region", async () =>
        {
            room = await Room.DeclareAsync(commander, "eu-west");
            desk = new Checklist(commander, room);
            await room.SelectAsync(2);
            await commander.SeesAsync("evidence", new Regex("still eu-west"));
        });
        await story.StepAsync("the change is previewed as a diff and as Cloudflare's own call, and nothing is done yet", async () =>
        {
            var plan = await room.PreviewAsync("move-traffic");
            await Expect(plan.GetByTestId("diff")).ToContainTextAsync("weight 0");
            await Expect(plan.GetByTestId("command")).ToContainTextAsync($"load_balancers/{RegionPools.LoadBalancerId}");
            Assert.Equal(0, zone.Changes);
        });
        await story.StepAsync("confirmed, it is followed to every name server", async () =>
        {
            await desk.ConfirmAsync();
            await Expect(room.Newest.GetByTestId("plan-result")).ToHaveTextAsync(new Regex("Cloudflare lists the records as planned.*name servers answer us-east-alb"));
            Assert.Equal((1, 0m), (zone.Changes, zone.Content.LoadBalancers.Single().WeightOf(RegionPools.PoolId("eu-west"))));
        });
        await story.StepAsync("traffic follows, item 2 proves itself, and the RTO is measured", async () =>
        {
            await room.ItemIsAsync(2, "proven", "of the load before");
            await room.RtoIsMeasuredAsync();
        });
        await story.StepAsync("no page speaks of a provider that is not there", () => NoPageNamesAnotherAsync(commander, room.Incident));
        await story.StepAsync("eu-west comes back and its data is brought in sync; until then the way back is refused", async () =>
        {
            await room.OpenAsync();
            await story.Range.HealAsync("region-down");
            await room.SelectAsync(2);
            await commander.IsBlockedAsync("undo-plan", "eu-west is latched out");
            await Recovery.InSyncAsync(story, room.Incident);
            await desk.DoAtOnceAsync(9, "check");
        });
        await story.StepAsync("the commander releases eu-west and takes the change back", async () =>
        {
            await commander.ClickAsync("command-menu");
            await commander.Get("command-reason").FillAsync("its data is in sync; all of its share at once");
            await commander.ClickAsync("release-eu-west");
            await Expect(commander.Get("latched-eu-west")).ToHaveCountAsync(0);
            await room.SelectAsync(2);
            await commander.ClickAsync("undo-plan");
            await Expect(commander.Get("plan")).ToHaveCountAsync(2);
            await desk.ConfirmAsync();
            Assert.Equal(2, zone.Changes);
        });
        await story.StepAsync("every pool has the weight it had, and both regions take traffic again", async () =>
        {
            var after = zone.Content.LoadBalancers.Single();
            Assert.Equal(before.DefaultPools.Select(before.WeightOf), after.DefaultPools.Select(after.WeightOf));
            await board.OpenOnHealthyFleetAsync();
        });
        await story.StepAsync("the timeline in Postgres is whole", async () =>
            StoredTimeline.IsWhole(await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident), room.Incident));
        await story.TheLogIsCleanAsync();
    }

    private static async Task NoPageNamesAnotherAsync(Person person, int incident)
    {
        var read = 0;
        foreach (var path in (string[])
        [
            "/", "/incidents", "/readiness", "/drills", "/declare", $"/incidents/{incident}/comms", $"/incidents/{incident}/review",
            .. Enumerable.Range(1, 19).Select(item => $"/incidents/{incident}/items/{item}"),
        ])
        {
            await person.OpenAsync(path);
            var content = await person.Page.ContentAsync();
            Assert.DoesNotMatch("Route ?53", content);
            if (content.Contains("Cloudflare", StringComparison.Ordinal)) read++;
        }
        Rehearsal.Say($"  no page names Route 53; {read} name Cloudflare");
        Assert.NotEqual(0, read);
    }
}
