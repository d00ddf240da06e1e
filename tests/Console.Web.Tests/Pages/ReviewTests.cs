using System.Collections.Immutable;
using Bunit;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Review.Recordings;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Features.Incidents;
using IncidentConsole.Web.Features.Review;
using IncidentConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Tests.Pages;

public class ReviewTests
{
    [Fact]
    public async Task The_figures_are_those_of_the_timeline_each_against_its_target()
    {
        using var context = new PageContext();
        await ResolvedAsync(context);
        var page = Open(context);

        Assert.Contains("2:39", page.ById("figure-rto").TextContent);
        Assert.Equal("ok", page.ById("figure-rto").QuerySelector("b")!.ClassName);
        Assert.Contains("not counted", page.ById("figure-lost").TextContent);
        Assert.Contains("72.1 %", page.ById("figure-errors").TextContent);
        Assert.Contains("0 / 1", page.ById("figure-proven").TextContent);
        Assert.Contains("Item 2", page.ById("not-verified").TextContent);
        Assert.Contains("on the word of commander", page.ById("not-verified").TextContent);
        Assert.Equal("max 75 %", page.Find(".plot.path .peak").TextContent);
    }

    [Fact]
    public async Task Who_requested_approved_and_confirmed_an_action_is_on_the_page()
    {
        using var context = new PageContext();
        await ResolvedAsync(context);
        var plan = new ActionPlan(Guid.NewGuid(), 2, "move-traffic", "Move traffic", null, null, "…", [], null, null, null) { NeedsSecondPerson = true };
        await AppendAsync("ana", new ActionPlanned(plan));
        await AppendAsync("ben", new ActionApproved(plan.Id, plan.Title));
        await AppendAsync("cleo", new ActionConfirmed(plan.Id, plan.Title));

        Assert.Equal(["2 · Move traffic", "ana", "ben", "cleo"], Open(context).ById("sign-offs").QuerySelectorAll("tbody td")
            .Select(cell => cell.TextContent).Take(4));

        Task<Outcome> AppendAsync(string who, IncidentEvent happened) =>
            context.World.Desk.HandleAsync(1, context.Actor with { Name = who }, _ => happened, CancellationToken.None);
    }

    [Fact]
    public async Task The_review_of_a_drill_says_how_it_went_and_that_of_an_incident_says_nothing_of_drills()
    {
        using var real = new PageContext();
        await ResolvedAsync(real);
        Assert.Empty(Open(real).AllById("drill-result"));

        using var context = new PageContext();
        await ResolvedAsync(context, kind: IncidentKind.Drill);
        Assert.Contains("FAILED", Open(context).ById("drill-result").TextContent);
        Assert.Contains("left open: 1 Confirm region is down, 3 Check WAL replication lag, 4", Open(context).ById("drill-result").TextContent);
        Assert.Contains("Run by hand", Open(context).ById("drill-result").TextContent);
    }

    [Fact]
    public async Task A_split_brain_has_figures_of_its_own_and_none_of_a_region_that_fails()
    {
        using var context = new PageContext();
        await new SplitBrainRig(context.World).FoundAndDeclaredAsync();
        var page = Open(context);

        Assert.Contains("3 → ?", page.ById("figure-conflicts").TextContent);
        Assert.Contains("both served throughout", page.ById("figure-writes").TextContent);
        Assert.Empty(page.AllById("figure-rto"));
        Assert.Empty(page.AllById("figure-lost"));
    }

    [Fact]
    public async Task A_corrected_note_is_struck_through_beside_what_corrects_it()
    {
        using var context = new PageContext();
        await ResolvedAsync(context);
        var timeline = Open(context).ById("review-timeline");

        Assert.Contains("power event in AZ-2", timeline.QuerySelector("del")!.TextContent);
        Assert.Contains("power event in AZ-1", timeline.QuerySelector("[data-testid='correction']")!.TextContent);
    }

    [Fact]
    public async Task The_address_says_at_which_moment_the_board_is_shown_and_dragging_changes_it()
    {
        using var context = new PageContext();
        var started = await ResolvedAsync(context);
        context.Services.GetRequiredService<NavigationManager>().NavigateTo($"/incidents/1/review?at={started.AddSeconds(60):O}".Replace("+00:00", "Z", StringComparison.Ordinal));
        var page = Open(context);

        Assert.Equal("down", page.ById("then-eu-west").GetAttribute("data-verdict"));
        Assert.Contains("7 %", page.ById("board-then").TextContent);

        await page.ById("moment").InputAsync(new ChangeEventArgs { Value = "60" });
        Assert.Equal("healthy", page.ById("then-eu-west").GetAttribute("data-verdict"));
        await page.ById("moment").ChangeAsync(new ChangeEventArgs { Value = "60" });
        Assert.Contains("at=", context.Address);
    }

    [Fact]
    public async Task What_nobody_recorded_is_hatched()
    {
        using var context = new PageContext();
        await ResolvedAsync(context);
        var page = Open(context);
        Assert.Empty(page.FindAll(".plot.errors .gap"));

        using var other = new PageContext();
        await ResolvedAsync(other, without: (40, 130));
        var gaps = Open(other).FindAll(".plot.errors .gap");
        Assert.Single(gaps);
    }

    [Fact]
    public async Task Without_the_recordings_the_page_says_so_and_shows_the_rest()
    {
        using var context = new PageContext();
        await ResolvedAsync(context);
        context.Recordings.IsDown = true;
        var page = Open(context);

        Assert.Contains("connection refused", page.ById("recordings-away").TextContent);
        Assert.Contains("cannot be read now", page.ById("figure-errors").TextContent);
        Assert.DoesNotContain("not recorded", page.ById("figure-errors").TextContent);
        Assert.Contains("2:39", page.ById("figure-rto").TextContent);
        Assert.Empty(page.AllById("moment"));
    }

    [Fact]
    public async Task The_chain_is_verified_when_the_page_is_opened_and_a_broken_one_is_named()
    {
        using var context = new PageContext();
        await ResolvedAsync(context);
        await context.SeesAsync(() => Assert.Contains("Chain intact", Open(context).ById("chain").TextContent));

        context.Anchors.Kept[("us-east S3", 1)] = new(999, new string('a', 64), World.Start);
        var page = Open(context);
        await context.SeesAsync(() => Assert.Contains("Chain broken", page.ById("chain").TextContent));
        Assert.Contains("are gone", page.ById("chain").TextContent);
    }

    [Fact]
    public async Task An_action_item_is_added_and_ticked_off_long_after_the_end()
    {
        using var context = new PageContext(Role.Responder);
        await ResolvedAsync(context);
        var page = Open(context);
        await page.ById("action-item").InputAsync(new ChangeEventArgs { Value = "lower the TTL" });
        await page.ById("action-owner").InputAsync(new ChangeEventArgs { Value = "ana" });
        await page.ById("add-action-item").ClickAsync(new());

        var item = Assert.Single(context.World.Incident(1).ActionItems);
        await context.SeesAsync(() => Assert.Contains("lower the TTL", page.ById("action-items").TextContent));
        await page.ById($"done-{item.Number}").ChangeAsync(new ChangeEventArgs { Value = true });
        await context.SeesAsync(() => Assert.Contains("done by responder", page.ById("action-items").TextContent));
    }

    [Fact]
    public async Task A_viewer_reads_everything_and_is_told_why_he_may_not_add()
    {
        using var context = new PageContext(Role.Viewer);
        await ResolvedAsync(context);
        var page = Open(context);

        Assert.Equal("The account “viewer” is a viewer; this takes a responder.", page.ById("add-action-item-blocked").TextContent);
        await page.ById("action-item").InputAsync(new ChangeEventArgs { Value = "x" });
        Assert.Empty(context.World.Incident(1).ActionItems);
    }

    [Fact]
    public async Task What_misled_somebody_is_said_in_the_room_and_gathered_in_the_review()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 3);
        await room.ById("misled-text").InputAsync(new ChangeEventArgs { Value = "the threshold is another" });
        await room.ById("misled").ClickAsync(new());

        var notes = Open(context).ById("misled-notes").TextContent;
        Assert.Contains("3 ", notes);
        Assert.Contains("the threshold is another", notes);
    }

    [Fact]
    public async Task A_message_somebody_edited_stands_there_with_what_was_generated_and_what_was_sent()
    {
        using var context = new PageContext();
        await ResolvedAsync(context);
        await context.World.Desk.HandleAsync(1, World.Commander, _ => Decision.Of(
            new MessagePosted("start", "slack", "#incidents", "", "eu-west is down", 0),
            new MessagePosted("update", "slack", "#incidents", "", "all is well", 1) { Generated = "RPO 12 s", EditedBy = "ana", Altered = ["RPO 12 s"] }), CancellationToken.None);
        var posted = Open(context).AllById("posted");

        Assert.Equal(["update", "start"], posted.Select(message => message.QuerySelector("summary")!.TextContent.Split(' ')[1]));
        Assert.Equal((true, false), (posted[0].HasAttribute("open"), posted[1].HasAttribute("open")));
        Assert.Contains("- RPO 12 s", posted[0].QuerySelector("del")!.TextContent);
        Assert.Contains("+ all is well", posted[0].QuerySelector("ins")!.TextContent);
        Assert.Contains("no longer said as measured: RPO 12 s", posted[0].TextContent);
    }

    [Fact]
    public async Task Incidents_are_found_by_their_cause_and_state_with_drills_and_their_trends_apart()
    {
        using var context = new PageContext();
        await ResolvedAsync(context);
        await context.World.DeclareAsync(IncidentKind.Drill);
        var page = context.Render<IncidentsPage>();

        Assert.Contains("resolved, 18 items open", page.ById("incident-1").TextContent);
        Assert.Contains("2:39", page.ById("trends-real").QuerySelector("[data-testid='trend-mitigate']")!.TextContent);
        Assert.Contains("–", page.ById("trends-drill").QuerySelector("[data-testid='trend-mitigate']")!.TextContent);
        await page.ById("search").InputAsync(new ChangeEventArgs { Value = "switch in az-1" });
        Assert.Single(page.AllById("incident-1"));
        Assert.Empty(page.AllById("incident-2"));
    }

    [Fact]
    public async Task Service_that_never_failed_is_no_outage_of_so_many_seconds()
    {
        using var context = new PageContext();
        context.World.EuWestDies();
        var number = await context.World.DeclareAsync();
        var started = context.World.Incident(number).StartedAt;
        await context.World.Desk.HandleAsync(number, World.Commander, _ => new ServiceRestored(World.UsEast, started, started.AddSeconds(14), 15, TimeSpan.FromSeconds(14)) { NeverFailed = true }, CancellationToken.None);

        Assert.Contains("of 5:00; no user-path probe failed", Open(context).ById("figure-rto").TextContent);
    }

    private static IRenderedComponent<ReviewPage> Open(PageContext context) => context.Render<ReviewPage>(parameters => parameters.Add(page => page.Number, 1));

    /// <summary>An incident of five minutes that is over, recorded each five seconds but for some.</summary>
    private static async Task<DateTimeOffset> ResolvedAsync(PageContext context, (int From, int To)? without = null, IncidentKind kind = IncidentKind.Real)
    {
        var world = context.World;
        world.EuWestDies();
        var number = await world.DeclareAsync(kind);
        var started = world.Incident(number).StartedAt;
        await world.Desk.HandleAsync(number, World.Commander, _ => new NoteAdded("power event in AZ-2"), CancellationToken.None);
        await world.Desk.HandleViewAsync(number, World.Commander, view => Notes.Correct(view, view.Incident.Sequence, "power event in AZ-1", "wrong zone"), CancellationToken.None);
        await world.Desk.HandleAsync(number, World.Commander, _ => Decision.Of(
            new StepAttested(2, "Verify reroute", "seen", []), new RootCauseStated("a switch in AZ-1", null), new ServiceRestored(World.UsEast, started, started.AddSeconds(159), 15, TimeSpan.FromSeconds(159))), CancellationToken.None);
        world.Time.Advance(TimeSpan.FromMinutes(5));
        await world.Desk.HandleAsync(number, World.Commander, _ => new IncidentResolved("over"), CancellationToken.None);
        var end = world.Incident(number).ResolvedAt!.Value;
        var samples = Enumerable.Range(0, 200).Select(at => started - RecordingCadence.Before + at * RecordingCadence.Fine).Where(at => at <= end)
            .Where(at => without is not { } hole || at < started.AddSeconds(hole.From) || at > started.AddSeconds(hole.To)).Select(at => Sample(at, at > started)).ToList();
        await context.Recordings.KeepAsync(number, samples, CancellationToken.None);
        return started;
    }

    private static RecordedSample Sample(DateTimeOffset at, bool failing) => new(
        at,
        ImmutableSortedDictionary<RegionId, RecordedRegion>.Empty
            .Add(World.EuWest, failing ? new(Verdict.Down, null, null) : new(Verdict.Healthy, 0, 40))
            .Add(World.UsEast, new(Verdict.Healthy, failing ? 7 : 0.1, failing ? 80 : 40)),
        [new(World.EuWest, World.UsEast, failing ? 12 : 1, 0, 0, 0)])
    {
        UserPath = failing ? new(1, 3) : new(5, 0),
    };
}
