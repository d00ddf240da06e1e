using Bunit;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Tests.Support;
using MudBlazor;

namespace IncidentConsole.Web.Tests.Pages;

public class PaletteTests
{
    [Theory]
    [InlineData("review", new[] { "/incidents/3/review", "/incidents/2/review", "/incidents/1/review" })]
    [InlineData("run sheet", new[] { "/incidents/3/run-sheet" })]
    [InlineData("eu-w", new[] { "/incidents/3", "/incidents/3/review", "/incidents/2/review", "/incidents/2", "/incidents/1/review", "/incidents/1" })]
    [InlineData("#1 room", new[] { "/incidents/1" })]
    [InlineData("#3 smoke", new[] { "/incidents/3/items/6" })]
    [InlineData("readi", new[] { "/readiness" })]
    [InlineData("lesson", new[] { "/lessons" })]
    [InlineData("no such place", new string[0])]
    public async Task A_few_letters_lead_to_what_is_open_first_and_then_to_what_is_over(string typed, string[] places)
    {
        await using var context = new PageContext();
        var palette = await OpenAsync(context);

        await palette.ById("palette").InputAsync(new() { Value = typed });

        Assert.Equal(places, palette.FindAll(".palette a").Select(place => place.GetAttribute("href")));
    }

    [Fact]
    public async Task A_drill_is_called_one_and_Enter_goes_to_the_first_place()
    {
        await using var context = new PageContext();
        var palette = await OpenAsync(context);
        await palette.ById("palette").InputAsync(new() { Value = "drill #2" });
        Assert.StartsWith("DRILL #2", palette.Find(".palette a").TextContent);

        await palette.Find("form").SubmitAsync();

        Assert.EndsWith("/incidents/2/review", context.Address);
    }

    /// <summary>With a drill that is over between two real incidents, the last of which is open.</summary>
    private static async Task<IRenderedComponent<MudDialogProvider>> OpenAsync(PageContext context)
    {
        foreach (var kind in new[] { IncidentKind.Real, IncidentKind.Drill })
        {
            var number = await context.World.DeclareAsync(kind);
            await context.World.Desk.HandleAsync(number, World.Commander, _ => new IncidentResolved("over"), CancellationToken.None);
        }
        await context.World.DeclareAsync();
        var dialogs = context.Render<MudDialogProvider>();
        await dialogs.InvokeAsync(() => context.Services.GetRequiredService<IDialogService>().ShowAsync<Layout.Palette>("Go to"));
        return dialogs;
    }
}
