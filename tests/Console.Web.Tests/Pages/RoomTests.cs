using Bunit;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Features.Incidents;
using IncidentConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Tests.Pages;

public class RoomTests
{
    [Fact]
    public async Task Every_item_is_listed_in_its_phase()
    {
        using var context = new PageContext();
        var room = await OpenAsync(context);

        Assert.All(Enumerable.Range(1, 19), item => Assert.Equal("open", room.ById($"item-{item}-state").GetAttribute("data-state")));
    }

    [Fact]
    public async Task Moving_traffic_shows_the_change_line_by_line_before_anything_is_done()
    {
        using var context = new PageContext();
        var room = await OpenAsync(context, item: 2);
        await room.ById("action-move-traffic").ClickAsync(new());

        await context.SeesAsync(() =>
        {
            var diff = room.ById("diff");
            Assert.Contains("eu-west weight 50", diff.QuerySelector(".m")!.TextContent);
            Assert.Contains("eu-west weight 0", diff.QuerySelector(".p")!.TextContent);
        });
        Assert.Contains("aws route53", room.ById("command").TextContent);
        Assert.Equal(0, context.Dns.Applied);
    }

    [Fact]
    public async Task It_opens_on_what_is_to_do_and_not_on_what_proves_itself_in_a_moment()
    {
        using var context = new PageContext();
        var room = await OpenAsync(context);

        Assert.Contains("Verify automatic traffic reroute", room.ById("selected-item").TextContent);
    }

    [Fact]
    public async Task A_settled_item_shows_what_settled_it_before_what_is_measured_now()
    {
        using var context = new PageContext();
        var room = await OpenAsync(context, item: 1);
        await context.World.Desk.HandleAsync(1, Actor.Console, _ => new StepProven(1, "Confirm", [new("Agreement", Domain.Fleet.Health.Pass, "as it was then", null, "a probe", context.World.Now)]), CancellationToken.None);

        await context.SeesAsync(() => Assert.Contains("as it was then", room.AllById("evidence-row")[0].TextContent));
        Assert.Contains("3 of 3", room.ById("evidence").QuerySelector("details")!.TextContent);
    }

    [Fact]
    public async Task A_post_under_way_is_said_at_its_item()
    {
        using var context = new PageContext();
        var room = await OpenAsync(context, item: 7);
        Assert.Empty(room.AllById("post-under-way"));
        await context.World.Desk.HandleAsync(1, World.Commander, _ => new MessageQueued(Guid.NewGuid(), "start", "slack", "#incidents", "s", "b", 0), CancellationToken.None);

        await context.SeesAsync(() => Assert.Contains("#incidents", room.ById("post-under-way").TextContent));
    }

    [Fact]
    public async Task Confirming_a_plan_appends_an_event_and_leaves_the_work_to_the_runner()
    {
        using var context = new PageContext();
        var room = await OpenAsync(context, item: 2);
        await room.ById("action-move-traffic").ClickAsync(new());
        await context.SeesAsync(() => room.ById("confirm-plan"));
        await room.ById("confirm-plan").ClickAsync(new());

        Assert.Equal(PlanStatus.Confirmed, context.World.Incident(1).Plans[0].Status);
        Assert.Equal(0, context.Dns.Applied);
    }

    [Fact]
    public async Task An_action_that_is_blocked_says_the_safety_rule_beside_its_button()
    {
        using var context = new PageContext();
        var room = await OpenAsync(context, item: 2);
        foreach (var _ in Enumerable.Range(0, 3))
            foreach (var vantagePoint in new[] { "this console", "Route 53 health check" })
                context.World.Probe(World.UsEast, vantagePoint, Domain.Fleet.Health.Fail);

        await context.SeesAsync(() => Assert.Contains("us-east is down as well", room.ById("action-move-traffic-blocked").TextContent));
        Assert.True(room.ById("action-move-traffic").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Attesting_without_a_reason_is_refused_in_a_sentence()
    {
        using var context = new PageContext();
        var room = await OpenAsync(context, item: 8);
        await room.ById("attest").ClickAsync(new());

        Assert.Contains("Say why", room.ById("refusal").TextContent);
        Assert.Equal(StepStatus.Open, context.World.Incident(1).Step(8).Status);
    }

    [Fact]
    public async Task An_attested_item_shows_whose_word_it_is_and_can_be_reopened()
    {
        using var context = new PageContext();
        var room = await OpenAsync(context, item: 8);
        await room.ById("reason").InputAsync(new ChangeEventArgs { Value = "seen with my own eyes" });
        await room.ById("attest").ClickAsync(new());

        await context.SeesAsync(() => Assert.Contains("attested by commander · seen with my own eyes", room.ById("item-8-state").TextContent));
        Assert.NotNull(room.ById("reopen"));
    }

    [Fact]
    public async Task An_item_somebody_works_on_says_so_and_can_be_put_down_again()
    {
        using var context = new PageContext();
        var room = await OpenAsync(context, item: 8);
        await room.ById("start").ClickAsync(new());
        await context.SeesAsync(() => Assert.StartsWith("in progress by commander · ", room.ById("item-8-state").TextContent.Trim(), StringComparison.Ordinal));
        await room.ById("put-down").ClickAsync(new());

        Assert.Equal(StepStatus.Open, context.World.Incident(1).Step(8).Status);
    }

    [Fact]
    public async Task A_drill_is_marked_and_the_real_thing_is_not()
    {
        using var context = new PageContext();
        Assert.Single((await OpenAsync(context, kind: IncidentKind.Drill)).AllById("drill-mark"));

        using var real = new PageContext();
        Assert.Empty((await OpenAsync(real)).AllById("drill-mark"));
    }

    [Fact]
    public async Task The_clock_runs_from_the_first_failed_probe()
    {
        using var context = new PageContext();
        var room = await OpenAsync(context);

        Assert.Equal("true", room.ById("rto").GetAttribute("data-running"));
        Assert.Equal("0:20", room.ById("rto-clock").TextContent.Trim());
    }

    [Fact]
    public async Task Where_DNS_had_moved_before_the_region_died_the_room_says_since_when_and_that_service_never_failed()
    {
        using var context = new PageContext();
        var room = await OpenAsync(context);
        var (world, started) = (context.World, context.World.Incident(1).StartedAt);
        await world.Desk.HandleAsync(1, Actor.Console, _ => Decision.Of([new NewEntry(new TrafficRerouted(World.UsEast, true, "2 of 2 name servers") { AlreadySince = started.AddDays(-3) }, started.AddDays(-3))]), CancellationToken.None);
        await context.SeesAsync(() => Assert.Contains("DNS answers us-east since 2026-11-20 10:30 UTC, before it began; service not yet proven", room.ById("situation").TextContent));

        await world.Desk.HandleAsync(1, Actor.Console, _ => new ServiceRestored(World.UsEast, started, started.AddSeconds(14), 15, TimeSpan.FromSeconds(14)) { NeverFailed = true }, CancellationToken.None);
        await context.SeesAsync(() => Assert.Contains("users were served through us-east all along, RTO 0:14 measured", room.ById("situation").TextContent));
        Assert.Contains("measured, never failed", room.ById("rto").TextContent);
        Assert.Equal("0:14", room.ById("rto-clock").TextContent.Trim());
    }

    [Fact]
    public async Task A_role_is_given_to_somebody_and_shown_in_the_header()
    {
        using var context = new PageContext();
        var room = await OpenAsync(context);
        await room.ById("role-person").ChangeAsync(new ChangeEventArgs { Value = "ana" });
        await room.ById("role-name").ChangeAsync(new ChangeEventArgs { Value = "scribe" });
        await room.ById("assign-role").ClickAsync(new());

        await context.SeesAsync(() => Assert.Equal("scribe", context.World.Incident(1).Roles["ana"]));
        await context.SeesAsync(() => Assert.Contains("ana", room.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_incident_that_is_not_there_is_said_to_be_missing()
    {
        using var context = new PageContext();
        await context.World.Desk.RefreshAllAsync(CancellationToken.None);

        Assert.Contains("There is no such", context.Render<RoomPage>(parameters => parameters.Add(page => page.Number, 99)).Markup);
    }

    internal static async Task<IRenderedComponent<RoomPage>> OpenAsync(PageContext context, int? item = null, IncidentKind kind = IncidentKind.Real)
    {
        context.World.EuWestDies();
        await context.World.DeclareAsync(kind);
        return context.Render<RoomPage>(parameters => parameters.Add(page => page.Number, 1).Add(page => page.Item, item));
    }

}
