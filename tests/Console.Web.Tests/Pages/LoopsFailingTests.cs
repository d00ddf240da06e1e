using Bunit;
using IncidentConsole.Domain.Loops;
using IncidentConsole.Web.Kit;
using IncidentConsole.Web.Layout;
using IncidentConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace IncidentConsole.Web.Tests.Pages;

public sealed class LoopsFailingTests
{
    [Fact]
    public async Task Every_page_names_what_the_console_does_not_get_done_and_since_when()
    {
        using var context = new PageContext();
        var supervisor = context.World.Supervisor;
        context.Services.AddSingleton(supervisor.Health);
        var page = context.Render<LoopsFailing>();
        Assert.Empty(page.AllById("loops-failing"));

        var evidence = new Loop("evidence", "Evidence is not being evaluated");
        for (var times = 0; times < 2; times++)
        {
            await supervisor.TryAsync(evidence, _ => throw new InvalidOperationException("a bug"), Xunit.TestContext.Current.CancellationToken);
            context.World.Time.Advance(TimeSpan.FromSeconds(2));
        }
        await context.SeesAsync(() => Assert.Matches("Evidence is not being evaluated: +this is a bug in the console \\(reference [0-9a-f]{8}\\), since +10:30", page.ById("loops-failing").TextContent.ReplaceLineEndings(" ")));

        await supervisor.TryAsync(evidence, _ => Task.CompletedTask, Xunit.TestContext.Current.CancellationToken);
        await context.SeesAsync(() => Assert.Empty(page.AllById("loops-failing")));
    }

    [Fact]
    public void A_page_that_throws_shows_the_reference_under_which_the_log_has_it()
    {
        using var context = new PageContext();
        var page = context.Render<PageBoundary>(parameters => parameters.AddChildContent<Throws>().Add(boundary => boundary.ErrorContent, _ => builder => builder.AddContent(0, "failed")));
        Assert.Equal("failed", page.Markup);
        Assert.Matches("^[0-9a-f]{8}$", page.Instance.Reference);
    }

    private sealed class Throws : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) => throw new InvalidOperationException("a bug");
    }
}
