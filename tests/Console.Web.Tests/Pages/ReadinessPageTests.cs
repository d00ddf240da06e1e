using Bunit;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Features.Readiness;
using IncidentConsole.Web.Tests.Support;

namespace IncidentConsole.Web.Tests.Pages;

public class ReadinessPageTests
{
    [Fact]
    public async Task A_failed_check_says_what_to_do_an_old_one_turns_unknown_and_the_summary_counts_them()
    {
        using var context = new PageContext();
        context.Services.AddSingleton(new Live<ReadinessBoard>(new([Row("versioning", ReadinessFinding.Fail("eu-west: off", "Switch it on.")), Row("replicas", ReadinessFinding.Pass("3 of 3 ready"))])));
        var page = context.Render<ReadinessPage>();

        Assert.Contains("→ Switch it on.", page.ById("check-versioning").TextContent);
        Assert.Contains("1 fail", page.ById("readiness-summary").TextContent);
        Assert.Contains("1 pass", page.ById("readiness-summary").TextContent);

        context.World.Time.Advance(TimeSpan.FromMinutes(10));
        await context.SeesAsync(() => Assert.Contains("2 unknown", page.ById("readiness-summary").TextContent));
        Assert.Contains("last asked", page.ById("check-replicas").TextContent);
    }

    [Fact]
    public void Each_place_has_its_line_and_a_sentence_is_not_torn_apart()
    {
        using var context = new PageContext();
        context.Services.AddSingleton(new Live<ReadinessBoard>(new([Row("capacity", ReadinessFinding.Together([("eu-west", ReadinessFinding.Pass("3 pods carry 600/s; of it: the load")), ("us-east", ReadinessFinding.Pass("ready pods unknown"))]))])));
        var page = context.Render<ReadinessPage>();

        Assert.Equal(["eu-west: 3 pods carry 600/s; of it: the load", "us-east: ready pods unknown"], page.FindAll("[data-testid=check-capacity] .muted").Take(2).Select(line => line.TextContent));
    }

    [Fact]
    public async Task Whoever_asks_again_sees_how_many_have_not_answered_yet()
    {
        using var context = new PageContext();
        context.World.Time.Advance(TimeSpan.FromSeconds(1));
        var board = new Live<ReadinessBoard>(new([Row("versioning", ReadinessFinding.Pass("on")), Row("replicas", ReadinessFinding.Pass("3 of 3 ready"))]));
        context.Services.AddSingleton(board);
        var called = context.Call.Next;
        var page = context.Render<ReadinessPage>();

        page.ById("ask-again").Click();

        Assert.True(called.IsCompleted);
        Assert.Contains("asking, 2 to go", page.Markup, StringComparison.Ordinal);
        board.Update(current => current.With("versioning", ReadinessFinding.Pass("on"), context.World.Now));
        await context.SeesAsync(() => Assert.Contains("asking, 1 to go", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void A_viewer_reads_and_does_not_ask()
    {
        using var context = new PageContext(Role.Viewer);
        context.Services.AddSingleton(new Live<ReadinessBoard>(new([])));
        Assert.Contains("takes a responder", context.Render<ReadinessPage>().ById("ask-again-blocked").TextContent, StringComparison.Ordinal);
    }

    private static ReadinessRow Row(string key, ReadinessFinding finding) => new(key, key, ReadinessGroup.Fleet, TimeSpan.FromMinutes(1), finding, World.Start);
}
