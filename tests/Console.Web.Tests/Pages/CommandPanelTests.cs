using Bunit;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Features.Comms;
using IncidentConsole.Web.Features.Incidents;
using IncidentConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Tests.Pages;

public class CommandPanelTests
{
    [Fact]
    public async Task An_end_that_leaves_items_open_is_refused_until_somebody_says_so()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context);
        await room.ById("command-reason").ChangeAsync(new ChangeEventArgs { Value = "all good" });
        await room.ById("resolve").ClickAsync(new());

        await context.SeesAsync(() => Assert.Contains("are open, eu-west is latched out, which ends with it. Whoever resolves it all the same says so.", room.Find(".sheet .refusal").TextContent));
        Assert.True(context.World.Incident(1).IsOpen);

        await room.ById("resolve-even-so").ChangeAsync(new ChangeEventArgs { Value = true });
        await room.ById("resolve").ClickAsync(new());
        await context.SeesAsync(() => Assert.Contains("resolved", room.Find("h1").TextContent));
    }

    [Fact]
    public async Task The_failover_of_a_resolved_incident_can_still_be_acknowledged_as_a_second_one_waits_for_that()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context);
        await context.World.Desk.HandleAsync(1, World.Commander, _ => new TrafficRerouted(World.UsEast, true, "2 of 2 name servers"), CancellationToken.None);
        await context.World.Desk.HandleAsync(1, World.Commander, incident => Command.Resolve(incident, "over", evenSo: true), CancellationToken.None);
        await context.SeesAsync(() => Assert.Contains("resolved", room.Find("h1").TextContent));

        await room.ById("command-reason").ChangeAsync(new ChangeEventArgs { Value = "it was a cable" });
        await room.ById("acknowledge").ClickAsync(new());

        Assert.NotNull(context.World.Incident(1).AcknowledgedAt);
    }

    [Fact]
    public async Task A_refusal_that_is_seen_to_in_another_incidents_room_leads_there()
    {
        using var context = new PageContext();
        var world = context.World;
        world.EuWestDies();
        await world.DeclareAsync();
        await world.Desk.HandleAsync(1, World.Commander, _ => new TrafficRerouted(World.UsEast, true, "2 of 2 name servers"), CancellationToken.None);
        await world.Desk.HandleAsync(1, World.Commander, incident => Command.Resolve(incident, "over", evenSo: true), CancellationToken.None);
        await world.DeclareAsync();
        var room = context.Render<RoomPage>(parameters => parameters.Add(page => page.Number, 2).Add(page => page.Item, 2));

        await room.ById("action-move-traffic").ClickAsync(new());

        await context.SeesAsync(() => Assert.Contains("nobody has acknowledged it", room.ById("refusal").TextContent));
        Assert.Equal("/incidents/1", room.ById("other-incident").GetAttribute("href"));
    }

    [Fact]
    public async Task A_resolution_that_cannot_be_true_yet_is_not_offered_for_posting()
    {
        using var context = new PageContext();
        await context.World.DeclareAsync();
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/incidents/1/comms?message=resolved");
        var comms = context.Render<CommsPage>(parameters => parameters.Add(page => page.Number, 1));
        Assert.Contains("Not resolved yet", comms.ById("mark-posted-blocked").TextContent);
        Assert.Contains("Not resolved yet", comms.ById("copy-message-blocked").TextContent);
    }

    [Fact]
    public async Task A_role_that_was_given_is_taken_back_in_the_same_panel()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context);
        await GiveAsync();
        Assert.Contains("scribe <i>ana</i>", room.ById("role-given").TextContent);
        Assert.Empty(room.FindAll(".sheet i"));
        await GiveAsync();
        await context.SeesAsync(() => Assert.Equal("<i>ana</i> is scribe already.", room.Find(".sheet .refusal").TextContent));

        await room.ById("take-back-role").ClickAsync(new());
        await context.SeesAsync(() => Assert.Empty(room.AllById("role-given")));
        Assert.Empty(context.World.Incident(1).Roles);

        async Task GiveAsync()
        {
            await room.ById("role-person").ChangeAsync(new ChangeEventArgs { Value = "<i>ana</i>" });
            await room.ById("role-name").ChangeAsync(new ChangeEventArgs { Value = "scribe" });
            await room.ById("assign-role").ClickAsync(new());
            await context.SeesAsync(() => room.ById("role-given"));
        }
    }

    [Fact]
    public async Task A_severity_that_is_no_other_is_refused_in_a_sentence()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context);
        await room.ById("command-reason").ChangeAsync(new ChangeEventArgs { Value = "why not" });
        await room.ById("change-severity").ClickAsync(new());

        await context.SeesAsync(() => Assert.Equal("The severity is P1 already.", room.Find(".sheet .refusal").TextContent));
    }

    [Fact]
    public async Task No_two_fields_of_the_room_have_the_same_name()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 12);

        var names = room.FindAll("input, textarea, select").Select(field => field.GetAttribute("aria-label")
            ?? room.FindAll("label").FirstOrDefault(label => label.GetAttribute("for") == field.Id || label.Contains(field))?.TextContent.Trim()).ToList();

        Assert.Contains("Reason, for item 12", names);
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public async Task Users_who_are_back_on_a_latched_region_unasked_are_said_in_red_with_the_way_to_hold_it_out()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context);
        Assert.Empty(room.AllById("returned-eu-west"));
        await context.World.Desk.HandleAsync(1, World.Commander, _ => new TrafficRerouted(World.UsEast, true, "2 of 2 name servers"), CancellationToken.None);
        await context.SeesAsync(() => Assert.Contains("will lead users back once eu-west's check is green: item 2 holds it out", room.ById("situation").TextContent));

        await context.World.Desk.HandleAsync(1, World.Commander, _ => new TrafficReturned(World.EuWest, "2 name servers answer it"), CancellationToken.None);

        await context.SeesAsync(() => Assert.Equal("/incidents/1/items/2", room.ById("returned-eu-west").GetAttribute("href")));
        Assert.Contains("users are led to eu-west again", room.ById("situation").TextContent);
        Assert.Contains("eu-west failing since", room.ById("situation").TextContent);

        await context.World.Desk.HandleAsync(1, World.Commander, _ => new VerdictChanged(World.EuWest, Verdict.Healthy, "3 of 3 vantage points reach it", Verdict.Down), CancellationToken.None);
        await context.SeesAsync(() => Assert.Contains("and is healthy again", room.ById("situation").TextContent));
    }
}
