using Bunit;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Features.Review;
using IncidentConsole.Web.Tests.Support;

namespace IncidentConsole.Web.Tests.Pages;

public class LessonsTests
{
    [Fact]
    public async Task The_runbooks_owner_finds_what_misled_people_in_every_incident_each_with_its_review()
    {
        using var context = new PageContext(Role.Viewer);
        var drill = await context.World.DeclareAsync(IncidentKind.Drill);
        await DoAsync(context, drill, new StepMisled(3, "Check WAL lag", "an older wording"), new IncidentResolved("over"));
        var real = await context.World.DeclareAsync();
        var page = context.Render<LessonsPage>();
        await DoAsync(context, real, new StepMisled(3, "Check WAL lag", "another threshold"), new ActionItemAdded("lower the TTL", "ana"));

        await context.SeesAsync(() => Assert.Equal(2, page.ById("lesson-geo-failover-3").QuerySelectorAll("li").Length));
        var notes = page.ById("lesson-geo-failover-3").QuerySelectorAll("li");
        Assert.Contains("another threshold", notes[0].TextContent);
        Assert.Null(notes[0].QuerySelector(".drill"));
        Assert.Equal("DRILL", notes[1].QuerySelector(".drill")!.TextContent);
        Assert.Equal([$"/incidents/{real}/review", $"/incidents/{drill}/review"], notes.Select(note => note.QuerySelector("a")!.GetAttribute("href")));
        Assert.Contains("ana: lower the TTL", page.ById("open-action-items").TextContent);
    }

    [Fact]
    public async Task What_the_button_copies_is_the_list_as_markdown()
    {
        using var context = new PageContext();
        var number = await context.World.DeclareAsync();
        await DoAsync(context, number, new StepMisled(3, "Check WAL lag", "another threshold"));
        var page = context.Render<LessonsPage>();

        var copied = page.Find(page.ById("copy-lessons").GetAttribute("data-copy")!);
        Assert.Contains("item 3: Check WAL lag\n\n- another threshold (commander", copied.TextContent.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_store_that_was_not_read_yet_is_not_no_lessons()
    {
        using var context = new PageContext();

        Assert.Contains("being read…", context.Render<LessonsPage>().Markup);
    }

    private static async Task DoAsync(PageContext context, int number, params System.Collections.Immutable.ImmutableArray<IncidentEvent> events) =>
        Assert.Null((await context.World.Desk.HandleAsync(number, World.Commander, _ => Decision.Of(events), CancellationToken.None)).Refusal);
}
