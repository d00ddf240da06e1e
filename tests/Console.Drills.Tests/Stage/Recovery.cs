namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>Incidents of eu-west that are already under way when a story begins.</summary>
internal static class Recovery
{
    /// <summary>eu-west has died, traffic was moved to us-east, and item 2 is proven.</summary>
    public static async Task<int> FailedOverAsync(Rehearsal story)
    {
        using var api = new IncidentApi(story.Console);
        await story.Range.BreakAsync("region-down", ("region", "eu-west"));
        var incident = await api.DeclareAsync("eu-west");
        await api.DoAsync(incident, 2, "move-traffic");
        await api.IsProvenAsync(incident, 2);
        return incident;
    }

    /// <summary>eu-west is back and healthy, and its data in sync: items 13 and 14 are proven.</summary>
    public static async Task InSyncAsync(Rehearsal story, int incident)
    {
        using var api = new IncidentApi(story.Console);
        await story.Range.HealAsync("region-down");
        await api.IsProvenAsync(incident, 13);
        foreach (var action in (string[])["replay-wal", "merge-redis", "merge-warm"]) await api.DoAsync(incident, 14, action);
        await api.IsProvenAsync(incident, 14);
    }
}
