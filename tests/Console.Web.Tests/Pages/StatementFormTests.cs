using System.Collections.Immutable;
using Bunit;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Features.Incidents;
using IncidentConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Tests.Pages;

/// <summary>The forms of items 11, 12 and 19.</summary>
public class StatementFormTests
{
    [Fact]
    public async Task The_suggested_cause_stands_in_the_box_and_is_stated_with_one_click()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 11);
        await GatherAsync(context, "Network, or power");
        await context.SeesAsync(() => Assert.Equal("Network, or power", room.ById("root-cause").TextContent));

        await room.ById("state-root-cause").ClickAsync(new());

        var cause = context.World.Incident(1).RootCause!;
        Assert.Equal(("Network, or power", "Network, or power", "commander"), (cause.What.Text, cause.What.Suggested, cause.By));
        await context.SeesAsync(() => Assert.Equal("", room.ById("root-cause").TextContent));
        await context.SeesAsync(() => Assert.Contains("attested by commander · stated: Network, or power", room.ById("item-11-state").TextContent));
    }

    [Fact]
    public async Task What_is_typed_is_stated_and_not_what_was_suggested()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 11);
        await GatherAsync(context, "Network, or power");
        await context.SeesAsync(() => Assert.Equal("Network, or power", room.ById("root-cause").TextContent));

        await TypeAsync(room, "root-cause", "a switch in AZ-1");
        await room.ById("state-root-cause").ClickAsync(new());
        await TypeAsync(room, "root-cause", "the power of AZ-1");
        await room.ById("state-root-cause").ClickAsync(new());

        Assert.Equal("the power of AZ-1", context.World.Incident(1).RootCause!.What.Text);
        await context.SeesAsync(() => Assert.Contains("a switch in AZ-1", room.ById("stated-before").TextContent));
    }

    [Fact]
    public async Task A_cause_of_nothing_is_refused_in_a_sentence()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 11);
        await room.ById("state-root-cause").ClickAsync(new());

        Assert.Equal("Say what caused it, or that it is not known yet.", room.ById("statement-refusal").TextContent);
    }

    [Theory]
    [InlineData("tomorrow", "ana", "“tomorrow” is no time. Write it as 2026-11-24 14:00 or 14:00, in UTC.")]
    [InlineData("", "ana", "Give a time in UTC, such as 2026-11-24 14:00.")]
    [InlineData("2026-11-23 10:00", "ana", "2026-11-23 10:00 UTC has passed. Give a time to come, in UTC.")]
    [InlineData("14:00", "", "Name who sees to the recovery.")]
    public async Task A_plan_that_cannot_be_read_is_refused_and_what_was_typed_is_still_there(string eta, string owner, string sentence)
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 12);
        await PlanAsync(room, eta, owner);

        Assert.Equal(sentence, room.ById("statement-refusal").TextContent);
        Assert.Null(context.World.Incident(1).RecoveryPlan);

        // Only what was wrong is typed again: the rest was not lost.
        await TypeAsync(room, "recovery-eta", "14:00");
        await TypeAsync(room, "recovery-owner", "ana");
        await room.ById("plan-recovery").ClickAsync(new());
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 14, 0, 0, TimeSpan.Zero), context.World.Incident(1).RecoveryPlan!.What.Eta);
        Assert.Equal("first the data", context.World.Incident(1).RecoveryPlan!.What.Note);
    }

    [Theory]
    [InlineData("14:00", "= today, 2026-11-23 14:00 UTC")]
    [InlineData("10:15", "= tomorrow, 2026-11-24 10:15 UTC")]
    [InlineData("2026-11-27 09:00", "= 2026-11-27 09:00 UTC")]
    [InlineData("soon", "")]
    public async Task A_time_says_how_it_is_read_before_it_is_stored(string typed, string words)
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 12);
        Assert.Equal("2026-11-24 14:00 or 14:00", room.ById("recovery-eta").GetAttribute("placeholder"));

        await TypeAsync(room, "recovery-eta", typed);

        Assert.Equal(words, room.ById("recovery-eta-read").TextContent.Trim());
        Assert.Null(context.World.Incident(1).RecoveryPlan);
    }

    [Fact]
    public async Task A_time_that_passes_before_the_button_is_pressed_is_refused_and_not_taken_for_tomorrow()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 12);
        await TypeAsync(room, "recovery-eta", "10:40");
        await TypeAsync(room, "recovery-owner", "ana");
        context.World.Time.Advance(TimeSpan.FromMinutes(20));
        await room.ById("plan-recovery").ClickAsync(new());

        Assert.Equal("2026-11-23 10:40 UTC has passed. Give a time to come, in UTC.", room.ById("statement-refusal").TextContent);
    }

    [Fact]
    public async Task An_overdue_recovery_says_so_in_the_checklist_and_on_the_item()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 12);
        await PlanAsync(room, "11:00", "ana");
        // Once it is drawn nothing comes any more: it falls overdue by time alone.
        await context.SeesAsync(() => Assert.Contains("attested by commander", room.ById("item-12-state").TextContent));
        context.World.Time.Advance(TimeSpan.FromHours(1));

        await context.SeesAsync(() => Assert.Contains("overdue by 30 min", room.ById("item-12-state").TextContent));
        await context.SeesAsync(() => Assert.Contains("overdue by 30 min", room.ById("evidence").TextContent));
    }

    [Fact]
    public async Task A_scheduled_post_mortem_offers_its_invitation_and_links_the_review()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 19);
        Assert.Empty(room.AllById("invitation"));
        await TypeAsync(room, "post-mortem-at", "2026-11-25 14:00 UTC");
        await TypeAsync(room, "post-mortem-owner", "ana");
        await room.ById("schedule-post-mortem").ClickAsync(new());

        await context.SeesAsync(() => Assert.Equal("/api/v1/incidents/1/post-mortem.ics", room.ById("invitation").GetAttribute("href")));
        Assert.Equal("/incidents/1/review", room.ById("review-link").GetAttribute("href"));
        await context.SeesAsync(() => Assert.Contains("attested by commander · 2026-11-25 14:00 UTC, led by ana", room.ById("item-19-state").TextContent));
    }

    [Theory]
    [InlineData(11, "state-root-cause")]
    [InlineData(12, "plan-recovery")]
    [InlineData(19, "schedule-post-mortem")]
    public async Task A_viewer_reads_why_the_button_is_not_for_them(int item, string button)
    {
        using var context = new PageContext(Role.Viewer);
        var room = await RoomTests.OpenAsync(context, item);

        Assert.True(room.ById(button).HasAttribute("disabled"));
        Assert.Equal("The account “viewer” is a viewer; this takes a responder.", room.ById($"{button}-blocked").TextContent);
    }

    [Fact]
    public async Task After_the_end_there_is_no_recovery_to_plan_and_still_a_cause_to_state()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 12);
        await context.World.Desk.HandleAsync(1, World.Commander, incident => Command.Resolve(incident, "done", evenSo: true), CancellationToken.None);

        await context.SeesAsync(() => Assert.Equal("Incident #1 is resolved.", room.ById("plan-recovery-blocked").TextContent));
        room.Render(parameters => parameters.Add(page => page.Item, 11));
        await context.SeesAsync(() => Assert.False(room.ById("state-root-cause").HasAttribute("disabled")));
    }

    private static async Task PlanAsync(IRenderedComponent<RoomPage> room, string eta, string owner)
    {
        await TypeAsync(room, "recovery-eta", eta);
        await TypeAsync(room, "recovery-owner", owner);
        await TypeAsync(room, "recovery-note", "first the data");
        await room.ById("plan-recovery").ClickAsync(new());
    }

    private static Task TypeAsync(IRenderedComponent<RoomPage> room, string box, string text) => room.ById(box).InputAsync(new ChangeEventArgs { Value = text });

    /// <summary>As after a run of <c>gather-cause</c>.</summary>
    private static async Task GatherAsync(PageContext context, string found)
    {
        var plan = new ActionPlan(Guid.NewGuid(), 11, "gather", "Gather", null, new("gather-cause", World.EuWest, ImmutableSortedDictionary<string, string>.Empty), "", [], null, null, null);
        await context.World.Desk.HandleAsync(1, World.Commander, _ => Decision.Of(
            new ActionPlanned(plan), new ActionConfirmed(plan.Id, ""), new ActionStarted(plan.Id, "", "test"), new ActionSucceeded(plan.Id, "", found, [])), CancellationToken.None);
    }
}
