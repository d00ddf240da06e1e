using System.Collections.Immutable;
using Bunit;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Layout;
using IncidentConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Tests.Pages;

/// <summary>What the page offers for a plan that destroys, runs, waits or is stuck.</summary>
public class PlanControlTests
{
    [Fact]
    public async Task What_destroys_is_confirmed_only_with_its_name_and_a_second_person()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 2);
        var plan = (await context.Actions.PlanAsync(1, 2, "move-traffic", context.Actor, CancellationToken.None)).Plan! with { Id = Guid.NewGuid(), TypedName = "eu-west", NeedsSecondPerson = true };
        await AppendAsync(context, new ActionPlanned(plan), context.Actor);

        await context.SeesAsync(() => Assert.Contains("Type “eu-west”", room.ById("confirm-plan-blocked").TextContent));
        await room.ById("typed-name").InputAsync(new ChangeEventArgs { Value = "eu-west" });
        Assert.Contains("second person", room.ById("confirm-plan-blocked").TextContent);
        Assert.Contains("somebody else", room.ById("approve-plan-blocked").TextContent);

        await context.Actions.ApproveAsync(1, plan.Id, context.Actor with { Name = "second" }, CancellationToken.None);
        await context.SeesAsync(() => Assert.Empty(room.AllById("confirm-plan-blocked")));
        await room.ById("confirm-plan").ClickAsync(new());
        Assert.Equal(PlanStatus.Confirmed, context.World.Incident(1).Plan(plan.Id)!.Status);
    }

    [Fact]
    public async Task Whoever_approved_it_sees_why_somebody_else_must_confirm_it()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 2);
        var asker = context.Actor with { Name = "asker" };
        var plan = (await context.Actions.PlanAsync(1, 2, "move-traffic", asker, CancellationToken.None)).Plan! with { Id = Guid.NewGuid(), NeedsSecondPerson = true };
        await AppendAsync(context, new ActionPlanned(plan), asker);

        await context.SeesAsync(() => Assert.Empty(room.AllById("approve-plan-blocked")));
        await room.ById("approve-plan").ClickAsync(new());

        await context.SeesAsync(() => Assert.Contains($"{context.Actor.Name} approved this, so somebody else must confirm it: asker", room.ById("confirm-plan-blocked").TextContent));
        Assert.Contains($"Requested by asker, approved by {context.Actor.Name}", room.ById("plan-people").TextContent);
    }

    [Fact]
    public async Task A_running_procedure_shows_its_rate_and_counts_and_is_paused_with_a_reason()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 9);
        var plan = await RunningProcedureAsync(context);

        await context.SeesAsync(() => Assert.Contains("200 of 400 · 20/s · about 10 s left", room.ById("plan-rate").TextContent));
        Assert.Contains("copied", room.ById("plan-counts").TextContent);
        await room.ById("pause-plan").ClickAsync(new());
        Assert.Contains("Say why", room.ById("control-refusal").TextContent);
        await room.ById("plan-reason").InputAsync(new ChangeEventArgs { Value = "too much load" });
        await room.ById("pause-plan").ClickAsync(new());
        Assert.Equal(PlanStatus.Paused, context.World.Incident(1).Plan(plan.Id)!.Status);
        await context.SeesAsync(() => room.ById("resume-plan"));
    }

    [Fact]
    public async Task What_has_no_end_that_is_known_shows_its_rate_and_claims_neither_a_total_nor_a_time()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 9);
        var plan = await RunningProcedureAsync(context);
        await AppendAsync(context, new ActionProgressed(plan.Id, "copying what differs", null) { Done = 400 }, Actor.Console);

        await context.SeesAsync(() => Assert.Equal("400 · 40/s", room.ById("plan-rate").TextContent.Trim()));
        Assert.NotNull(room.Find(".prog .going"));
    }

    [Fact]
    public async Task Thrown_the_stop_switch_is_on_every_page_with_its_reason()
    {
        using var context = new PageContext();
        var strip = context.Render<Layout.ActionsStopped>();
        Assert.Empty(context.Render<StopMenu>().AllById("stop-menu"));
        await RoomTests.OpenAsync(context);

        var menu = context.Render<StopMenu>();
        await menu.ById("stop-reason").InputAsync(new ChangeEventArgs { Value = "look first" });
        await menu.Find("form").SubmitAsync();

        await context.SeesAsync(() => Assert.Contains("look first", strip.ById("actions-stopped").TextContent));
        await context.SeesAsync(() => Assert.Empty(menu.AllById("stop-menu")));
    }

    [Fact]
    public async Task Two_presses_of_the_same_hand_draw_up_one_plan()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 2);
        await room.ById("action-move-traffic").ClickAsync(new());
        await room.ById("action-move-traffic").ClickAsync(new());
        Assert.Single(context.World.Incident(1).Plans);

        context.World.Time.Advance(TimeSpan.FromSeconds(1));
        await room.ById("action-move-traffic").ClickAsync(new());
        Assert.Equal(2, context.World.Incident(1).Plans.Count);
    }

    [Fact]
    public async Task The_Enter_key_goes_to_the_next_action_once_the_first_is_done()
    {
        using var context = new PageContext();
        await new SplitBrainRig(context.World).FoundAndDeclaredAsync();
        var room = context.Render<Features.Incidents.RoomPage>(parameters => parameters.Add(page => page.Number, 1).Add(page => page.Item, SmokeItem));
        await context.SeesAsync(() => Assert.Equal("Enter", room.ById("action-submit-first").GetAttribute("data-key")));

        await SubmittedAsync(context, "submit-first");
        await context.SeesAsync(() => Assert.Equal("Enter", room.ById("action-submit-second").GetAttribute("data-key")));
        Assert.Null(room.ById("action-submit-first").GetAttribute("data-key"));

        await SubmittedAsync(context, "submit-second");
        await context.SeesAsync(() => Assert.Empty(room.FindAll("[data-key='Enter']")));
    }

    [Fact]
    public async Task What_could_not_ask_everybody_is_the_next_thing_to_run_again()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 9);
        await context.SeesAsync(() => Assert.Equal("Enter", room.ById("action-check").GetAttribute("data-key")));

        await CheckedAsync(ImmutableSortedDictionary<string, long>.Empty.Add("not asked", 2));
        await context.SeesAsync(() => Assert.Equal("Enter", room.ById("action-check").GetAttribute("data-key")));
        await CheckedAsync(ImmutableSortedDictionary<string, long>.Empty);
        await context.SeesAsync(() => Assert.Null(room.ById("action-check").GetAttribute("data-key")));

        async Task CheckedAsync(ImmutableSortedDictionary<string, long> counts)
        {
            var plan = await RunningProcedureAsync(context);
            await AppendAsync(context, new ActionSucceeded(plan.Id, "Check", "none missing", []) { Counts = counts }, Actor.Console);
        }
    }

    [Fact]
    public async Task A_regions_name_keeps_its_hyphen_among_the_counts()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 9);
        var plan = await RunningProcedureAsync(context);
        await AppendAsync(context, new ActionProgressed(plan.Id, "half way", 0.5) { Counts = ImmutableSortedDictionary<string, long>.Empty.Add("copied-us-east-to-eu-west", 86) }, Actor.Console);
        await context.SeesAsync(() => Assert.Contains("copied us-east to eu-west", room.ById("plan-counts").TextContent));
    }

    [Fact]
    public async Task A_way_back_is_never_what_the_Enter_key_presses()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 16);

        Assert.NotEmpty(room.AllById("action-ramp-back"));
        Assert.Empty(room.FindAll("[data-key='Enter']"));
    }

    [Fact]
    public async Task While_all_is_stopped_a_paused_plan_says_why_it_may_not_go_on()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 9);
        var plan = await RunningProcedureAsync(context);
        await context.Actions.PauseAsync(1, plan.Id, context.Actor, "look first", CancellationToken.None);
        await context.SeesAsync(() => Assert.False(room.ById("resume-plan").HasAttribute("disabled")));
        await new StopSwitch(context.World.Desk).StopAsync(context.Actor, "all of it", CancellationToken.None);

        await context.SeesAsync(() => Assert.Contains("All actions are stopped", room.ById("resume-plan-blocked").TextContent));
    }

    [Fact]
    public async Task Whoever_may_approve_is_told_on_every_page_and_whoever_asked_is_not()
    {
        using var context = new PageContext();
        await RoomTests.OpenAsync(context, item: 2);
        var plan = (await context.Actions.PlanAsync(1, 2, "move-traffic", context.Actor, CancellationToken.None)).Plan! with { Id = Guid.NewGuid(), NeedsSecondPerson = true };
        var strip = context.Render<ApprovalsWaiting>();
        await AppendAsync(context, new ActionPlanned(plan), context.Actor with { Name = "second" });
        await context.SeesAsync(() => Assert.Equal("/incidents/1/items/2", strip.ById("approval-waiting").QuerySelector("a")!.GetAttribute("href")));

        await context.Actions.ApproveAsync(1, plan.Id, context.Actor, CancellationToken.None);
        await context.SeesAsync(() => Assert.Empty(strip.AllById("approval-waiting")));

        await AppendAsync(context, new ActionPlanned(plan with { Id = Guid.NewGuid() }), context.Actor);
        context.World.Time.Advance(TimeSpan.FromSeconds(2));
        await Task.Yield();
        Assert.Empty(context.Render<ApprovalsWaiting>().AllById("approval-waiting"));
    }

    private const int SmokeItem = 18;

    private static async Task SubmittedAsync(PageContext context, string action)
    {
        var plan = new ActionPlan(Guid.NewGuid(), SmokeItem, action, "Submit", null, new ProcedureCall("smoke-test", new("us-east"), ImmutableSortedDictionary<string, string>.Empty), "", [], null, null, null);
        foreach (var next in new IncidentEvent[] { new ActionPlanned(plan), new ActionConfirmed(plan.Id, "Submit"), new ActionStarted(plan.Id, "Submit", "here"), new ActionSucceeded(plan.Id, "Submit", "200", []) }) await AppendAsync(context, next, Actor.Console);
    }

    private static async Task<ActionPlan> RunningProcedureAsync(PageContext context)
    {
        var plan = new ActionPlan(Guid.NewGuid(), 9, "check", "Check", null, new ProcedureCall("wal-integrity", new("us-east"), ImmutableSortedDictionary<string, string>.Empty), "", [], null, null, null);
        await AppendAsync(context, new ActionPlanned(plan), context.Actor);
        foreach (var next in new IncidentEvent[] { new ActionConfirmed(plan.Id, "Check"), new ActionStarted(plan.Id, "Check", "here") }) await AppendAsync(context, next, Actor.Console);
        context.World.Time.Advance(TimeSpan.FromSeconds(10));
        await AppendAsync(context, new ActionProgressed(plan.Id, "half way", 0.5) { Done = 200, Total = 400, Counts = ImmutableSortedDictionary<string, long>.Empty.Add("copied", 200) }, Actor.Console);
        return plan;
    }

    private static Task<Outcome> AppendAsync(PageContext context, IncidentEvent next, Actor actor) => context.World.Desk.HandleAsync(1, actor, _ => next, CancellationToken.None);
}
