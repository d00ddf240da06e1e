using Bunit;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Features.Incidents;
using IncidentConsole.Web.Tests.Support;

namespace IncidentConsole.Web.Tests.Pages;

public class NewerVersionTests
{
    private const string Future = """{"type":"FutureEvent","html":"<b>bold</b>"}""";

    [Fact]
    public async Task An_entry_of_a_newer_version_stands_on_the_timeline_with_its_text_and_the_room_says_that_it_is_read_only()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context, item: 2);
        await context.World.Log.AppendAsync(1, context.World.Incident(1).Sequence, World.Commander, [new NewEntry(new UnreadEvent(null, Future, ""), null)], CancellationToken.None);
        await context.World.Desk.RefreshAsync(1, CancellationToken.None);

        await context.SeesAsync(() => Assert.Contains("is read-only here", room.ById("read-only").TextContent));
        await context.SeesAsync(() => Assert.Equal(Future, room.ById("raw").TextContent));
        Assert.Contains("written by a newer version", room.ById("unread-entry").TextContent);
        Assert.NotNull(room.ById("action-move-traffic").GetAttribute("disabled"));
    }

    [Fact]
    public async Task An_incident_this_build_cannot_follow_is_shown_as_text()
    {
        using var context = new PageContext();
        await context.World.Log.OpenAsync(World.Commander, [new NewEntry(new UnreadEvent(null, Future, ""), null)], CancellationToken.None);
        await context.World.Desk.RefreshAllAsync(CancellationToken.None);

        var room = context.Render<RoomPage>(parameters => parameters.Add(page => page.Number, 1));
        Assert.Contains("Incident #1 was written by a newer version", room.ById("unread").TextContent);
        Assert.Equal(Future, room.ById("raw").TextContent);

        Assert.Contains("this build has no event type “FutureEvent”", context.Render<IncidentsPage>().ById("unread-1").TextContent);
    }
}
