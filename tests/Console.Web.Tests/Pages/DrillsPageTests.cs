using Bunit;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Features.Drills;
using IncidentConsole.Web.Features.Incidents;
using IncidentConsole.Web.Layout;
using IncidentConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Tests.Pages;

public class DrillsPageTests
{
    [Fact]
    public async Task A_scenario_is_started_after_its_faults_were_shown()
    {
        using var context = await ReadyAsync();
        var page = context.Render<DrillsPage>();
        Assert.Empty(page.AllById("start-scenario"));

        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/drills?preview=region-death");
        page = context.Render<DrillsPage>();
        Assert.Contains("region-down region eu-west", page.ById("preview").TextContent);
        Assert.Null(context.Faults.Running);

        await page.ById("start-scenario").ClickAsync(new());

        Assert.Equal("commander", context.Faults.Running!.By);
        await context.SeesAsync(() => Assert.Contains("Not declared yet", page.ById("running-scenario").TextContent));
        // A degraded region is never offered: whoever wants to rehearse it must find the form.
        Assert.NotNull(page.ById("running-scenario").QuerySelector("a[href='/declare']"));
    }

    [Fact]
    public async Task A_responder_sees_why_not_and_nothing_is_broken()
    {
        using var context = await ReadyAsync(Role.Responder);
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/drills?preview=region-death");
        var page = context.Render<DrillsPage>();

        Assert.Contains("this takes a commander", page.ById("start-scenario-blocked").TextContent);
        Assert.True(page.ById("start-scenario").HasAttribute("disabled"));
    }

    [Fact]
    public async Task While_an_incident_is_open_the_button_says_so_before_it_is_pressed()
    {
        using var context = await ReadyAsync();
        context.World.EuWestDies();
        await context.World.DeclareAsync();
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/drills?preview=region-death");
        var page = context.Render<DrillsPage>();

        Assert.Contains("Incident #1 is open", page.ById("start-scenario-blocked").TextContent);
        Assert.True(page.ById("start-scenario").HasAttribute("disabled"));
    }

    [Fact]
    public void Without_a_fault_API_the_page_says_how_drills_are_run_by_hand()
    {
        using var context = new PageContext();
        context.Range.Update(_ => new(false, null, null));
        var page = context.Render<DrillsPage>();

        Assert.Contains("run by hand", page.ById("drills-by-hand").TextContent);
        Assert.Empty(page.FindAll(".scenario"));
    }

    [Fact]
    public async Task While_a_scenario_runs_every_page_says_so_the_form_means_a_drill_and_one_click_ends_the_faults()
    {
        using var context = await ReadyAsync();
        Assert.Null(await context.Services.GetRequiredService<DrillDesk>().StartAsync("region-death", context.Actor, CancellationToken.None));

        var form = context.Render<DeclarePage>();
        Assert.True(form.ById("kind-drill").HasAttribute("checked"));
        Assert.Contains("ends it at once", form.ById("scenario-note").TextContent);

        var strip = context.Render<ScenarioRuns>();
        Assert.Contains("is-drill", strip.ById("scenario-runs").ClassName);
        await strip.ById("end-faults").ClickAsync(new());

        Assert.Null(context.Faults.Running);
        await context.SeesAsync(() => Assert.Empty(strip.AllById("scenario-runs")));
    }

    [Fact]
    public async Task Once_the_drill_is_declared_the_form_means_a_real_incident_and_nothing_stands_in_its_way()
    {
        using var context = await ReadyAsync();
        Assert.Null(await context.Services.GetRequiredService<DrillDesk>().StartAsync("region-death", context.Actor, CancellationToken.None));
        context.World.EuWestDies();
        await context.World.DeclareAsync(IncidentKind.Drill);

        var form = context.Render<DeclarePage>();
        Assert.True(form.ById("kind-real").HasAttribute("checked"));
        await form.ById("kind-drill").ChangeAsync(new());
        await form.Find("form").SubmitAsync();
        Assert.Contains("Drill #1 is already open", form.ById("declare-refusal").TextContent);
        await form.ById("kind-real").ChangeAsync(new());
        Assert.Empty(form.AllById("declare-refusal"));
        await form.Find("form").SubmitAsync();

        Assert.Equal(IncidentKind.Real, context.World.Incident(2).Kind);
    }

    [Fact]
    public async Task Who_may_not_start_a_scenario_is_offered_none_and_reads_why()
    {
        using var context = await ReadyAsync(Role.Viewer);
        var page = context.Render<DrillsPage>();

        Assert.Empty(page.AllById("preview-region-death"));
        Assert.Contains("this takes a commander", page.ById("preview-region-death-blocked").TextContent);
    }

    [Fact]
    public async Task A_drill_is_in_the_record_with_its_score()
    {
        using var context = await ReadyAsync();
        context.World.EuWestDies();
        var number = await context.World.DeclareAsync(IncidentKind.Drill);
        var page = context.Render<DrillsPage>();

        Assert.Contains("RUNNING", page.ById($"drill-{number}").TextContent);
        Assert.Contains("target 5:00", page.ById("drill-trend").GetAttribute("aria-label"));
    }

    private static async Task<PageContext> ReadyAsync(Role role = Role.Commander)
    {
        var context = new PageContext(role);
        await context.World.Desk.RefreshAllAsync(CancellationToken.None);
        await context.Services.GetRequiredService<DrillDesk>().LookAsync(CancellationToken.None);
        return context;
    }
}
