using Bunit;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Features.Board;
using IncidentConsole.Web.Features.Comms;
using IncidentConsole.Web.Features.Incidents;
using IncidentConsole.Web.Tests.Support;

namespace IncidentConsole.Web.Tests.Pages;

public sealed class SplitBrainTests : IDisposable
{
    private readonly PageContext pages = new();

    public void Dispose() => pages.Dispose();

    [Fact]
    public void The_board_offers_the_incident_with_what_was_measured_and_shows_no_green_tick()
    {
        new SplitBrainRig(pages.World).Found(0, 0, 3);
        var board = pages.Render<Board>();

        var text = board.ById("split-brain").TextContent;
        Assert.Contains("3 ids hold two results (0.3 %)", text, StringComparison.Ordinal);
        Assert.Contains("By the matrix P2", text, StringComparison.Ordinal);
        Assert.Contains("drain and rebuild", text, StringComparison.Ordinal);
        Assert.Equal("d", board.ById("declare-split-brain").GetAttribute("data-key"));
        Assert.Empty(board.AllById("calm"));
    }

    [Fact]
    public async Task While_writes_are_paused_the_board_says_so_with_the_conflicts_and_once_they_are_gone()
    {
        var rig = new SplitBrainRig(pages.World);
        var context = SplitBrainRig.BothDrained(await rig.FoundAndDeclaredAsync());
        Assert.Equal($"Writes are paused by us in eu-west and us-east since {Domain.Fleet.Text.Time(context.Now)} UTC (#1): nobody can write", PausedWrites.Words(context.Incident));
        pages.World.Desk.Book.Update(book => book with { Incidents = book.Incidents.SetItem(context.Incident.Number, new IncidentView(context.Incident, [])) });

        var board = pages.Render<Board>();
        Assert.Contains("nobody can write.", board.ById("split-brain").TextContent, StringComparison.Ordinal);

        rig.Compare(0, 0, 0);
        await pages.SeesAsync(() => Assert.Contains("nobody can write.", board.ById("calm").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_click_declares_it_by_its_own_runbook_and_opens_the_room_with_clocks_of_its_own()
    {
        new SplitBrainRig(pages.World).Found(0, 0, 3);
        var board = pages.Render<Board>();
        await board.InvokeAsync(() => board.ById("declare-split-brain").Click());

        await pages.SeesAsync(() => Assert.EndsWith("/incidents/1", pages.Address, StringComparison.Ordinal));
        var incident = pages.World.Incident(1);
        Assert.Equal((GeoSplitBrainRunbook.Key, Severity.P2), (incident.Runbook, incident.Severity));

        var room = pages.Render<RoomPage>(parameters => parameters.Add(page => page.Number, 1));
        Assert.Empty(room.AllById("rto"));
        Assert.Empty(room.AllById("rpo"));
        Assert.Contains("3", room.ById("conflicts-now").TextContent, StringComparison.Ordinal);
        Assert.Contains("eu-west and us-east were cut from each other", room.ById("situation").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("survivor", room.Markup, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Once_it_is_over_its_room_does_not_show_how_far_the_regions_are_apart_in_another_one()
    {
        var rig = new SplitBrainRig(pages.World);
        var number = (await rig.FoundAndDeclaredAsync()).Incident.Number;
        await pages.World.Desk.HandleAsync(number, World.Commander, incident => Domain.Incidents.Decisions.Command.Resolve(incident, "over", evenSo: true), Xunit.TestContext.Current.CancellationToken);
        pages.World.Time.Advance(TimeSpan.FromDays(2));
        rig.Found(181, 0, 20);

        var room = pages.Render<RoomPage>(parameters => parameters.Add(page => page.Number, number));

        Assert.Contains("not known any more", room.ById("missing-now").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("20", room.ById("conflicts-now").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_it_is_over_its_room_shows_what_its_items_have_proven()
    {
        var number = (await new SplitBrainRig(pages.World).FoundAndDeclaredAsync()).Incident.Number;
        await pages.World.Desk.HandleAsync(number, World.Commander, _ => Decision.Of([new StepProven(13, "", []), new StepProven(14, "", []), new IncidentResolved("over")]), Xunit.TestContext.Current.CancellationToken);

        var room = pages.Render<RoomPage>(parameters => parameters.Add(page => page.Number, number));

        Assert.Equal("0", room.ById("conflicts-now").QuerySelector(".clock")!.TextContent);
        Assert.Equal("0", room.ById("missing-now").QuerySelector(".clock")!.TextContent);
    }

    [Fact]
    public async Task A_difference_that_was_measured_is_bad_news_and_no_false_claim()
    {
        var update = Messages.Shipped.Draft(MessageKind.Update, await new SplitBrainRig(pages.World).FoundAndDeclaredAsync());

        var list = pages.Render<ClaimList>(parameters => parameters.Add(claims => claims.Claims, update.Claims));

        var different = list.AllById("claim").Single(claim => claim.GetAttribute("data-proof") == "contradicted").TextContent;
        Assert.Contains("Still different: 0 only in eu-west, 0 only in us-east, 3 in conflict", different, StringComparison.Ordinal);
        Assert.Contains("measured, and not good · every key and value compared", different, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cause_is_stated_on_the_item_of_the_message_that_tells_it()
    {
        await new SplitBrainRig(pages.World).FoundAndDeclaredAsync();
        var room = pages.Render<RoomPage>(parameters => parameters.Add(page => page.Number, 1).Add(page => page.Item, 19));

        await pages.SeesAsync(() => Assert.Single(room.AllById("root-cause-form")));
        await room.ById("root-cause").InputAsync(new Microsoft.AspNetCore.Components.ChangeEventArgs { Value = "a firewall rule" });
        await room.ById("state-root-cause").ClickAsync(new());

        Assert.Equal("a firewall rule", pages.World.Incident(1).RootCause!.What.Text);
        var other = pages.Render<RoomPage>(parameters => parameters.Add(page => page.Number, 1).Add(page => page.Item, 18));
        Assert.Empty(other.AllById("root-cause-form"));
    }
}
