using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Tests.Support;

namespace IncidentConsole.Domain.Tests.Incidents.Unread;

/// <summary>Another console on the same log, of a version that knows more.</summary>
internal static class NewerVersion
{
    public static async Task WritesAsync(this World world, int number, params string[] stored)
    {
        foreach (var json in stored)
        {
            var last = (await world.Log.ReadAsync(number, 0, CancellationToken.None)).Count;
            await world.Log.AppendAsync(number, last, World.Commander, [new NewEntry(new UnreadEvent(null, json, ""), null)], CancellationToken.None);
        }
        Assert.Null(await world.Desk.RefreshAsync(number, CancellationToken.None));
    }

    /// <summary>An incident declared by a newer version.</summary>
    public static async Task<int> DeclaresAsync(this World world, string stored)
    {
        var opened = await world.Log.OpenAsync(World.Commander, [new NewEntry(new UnreadEvent(null, stored, ""), null)], CancellationToken.None);
        Assert.Null(await world.Desk.RefreshAsync(opened.Entries[0].Incident, CancellationToken.None));
        return opened.Entries[0].Incident;
    }
}
