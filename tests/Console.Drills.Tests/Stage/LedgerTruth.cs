using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Lab.Fleet.Traffic;
using StackExchange.Redis;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>What the clients themselves were told is in, held against the console's report and against both regions' stores.</summary>
internal static class LedgerTruth
{
    private static readonly TimeSpan StillOnTheirWay = TimeSpan.FromSeconds(20);

    /// <param name="from">When eu-west stopped replicating.</param>
    /// <param name="to">When it died.</param>
    /// <returns>What had not arrived, by the ledger.</returns>
    public static async Task<Unreplicated> HoldsAsync(Rehearsal story, int incident, DateTimeOffset from, DateTimeOffset to)
    {
        var ledger = story.Range.Ledger.Page(0, int.MaxValue);
        var elsewhere = ledger.Where(entry => entry.Region != "eu-west").Select(entry => entry.Id).ToHashSet();
        // A client sends one document in ten again: by its first answer it is known whether it had a chance to arrive.
        var first = ledger.DistinctBy(entry => entry.Id).ToList();
        var lacking = first.Where(entry => entry.Region == "eu-west" && entry.At > from && entry.At < to && !elsewhere.Contains(entry.Id)).ToList();
        var unreplicated = lacking.Select(entry => entry.Id).ToHashSet();
        Assert.NotEmpty(unreplicated);

        var report = await ReportAsync(story, incident);
        Assert.True(unreplicated.IsSubsetOf(report.Keys), $"{unreplicated.Except(report.Keys).Count()} of {unreplicated.Count} ids that were not replicated are not in the report");
        Assert.All(unreplicated, id => Assert.True(report[id].IsRecovered, $"{id} is reported as {report[id].Fate}"));
        Assert.DoesNotContain(report.Keys, elsewhere.Contains);
        Rehearsal.Say($"  {unreplicated.Count} ids of the ledger were not replicated; the report has them all, and {report.Count - unreplicated.Count} more that no client was told of or that were on their way");

        // More than the ledger has in between: written just before, logged once the region was back, or never answered since it died.
        var extra = report.Keys.Except(unreplicated).ToHashSet();
        Assert.All(first.Where(entry => extra.Contains(entry.Id)), entry => Assert.True(
            entry.Region == "eu-west" && ((entry.At > from - StillOnTheirWay && entry.At <= from) || entry.At >= to), $"{entry} is in the report"));

        await EverywhereAsync(story);
        return new(report.Values.Count(pcs => pcs.WasNotReplicated), unreplicated.Count, lacking[^1].At - from);
    }

    /// <summary>Every id a client was told is in stands in every region's dedup store.</summary>
    public static async Task EverywhereAsync(Rehearsal story)
    {
        var before = TimeProvider.System.GetUtcNow() - StillOnTheirWay;
        IReadOnlyList<LedgerEntry> ledger = [.. story.Range.Ledger.Page(0, int.MaxValue).Where(entry => entry.At < before)];
        foreach (var region in story.Range.File.Regions)
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(region.Redis + DedupContents.Patient);
            var database = redis.GetDatabase();
            var known = await Task.WhenAll(ledger.Select(async entry => (entry, Exists: await database.KeyExistsAsync($"pcs:{entry.Id}"))));
            var missing = known.Where(each => !each.Exists).Select(each => each.entry).ToList();
            Assert.True(missing.Count == 0, $"{missing.Count} of {ledger.Count} accepted ids are not in {region.Name}, such as {missing.FirstOrDefault()}");
        }
        Rehearsal.Say($"  all {ledger.Count} accepted ids are in every region's dedup store");
    }

    /// <summary>How many ids the console's report says were brought into the survivor.</summary>
    public static async Task<int> ReportedAsync(Rehearsal story, int incident) => (await ReportAsync(story, incident)).Count(pcs => pcs.Value.IsRecovered);

    private static async Task<IReadOnlyDictionary<string, Reported>> ReportAsync(Rehearsal story, int incident)
    {
        using var client = new HttpClient { BaseAddress = new Uri(story.Console.Run.Console) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", story.Console.Viewer.Token);
        var list = await client.GetFromJsonAsync<JsonElement>($"/api/v1/incidents/{incident}/reconciliation", TestContext.Current.CancellationToken);
        return list.EnumerateArray().Where(pcs => pcs.GetProperty("id").GetString() is { Length: > 0 })
            .GroupBy(pcs => pcs.GetProperty("id").GetString()!).ToDictionary(pcs => pcs.Key, pcs => new Reported(pcs.Last().GetProperty("fate").GetString()!, pcs.Last().GetProperty("wasAnswered").ValueKind));
    }

    private sealed record Reported(string Fate, JsonValueKind Answered)
    {
        public bool IsRecovered => Fate is "new" or "duplicate" or "escalated";

        public bool WasNotReplicated => Answered != JsonValueKind.False;
    }
}

/// <param name="Reported">Ids in the console's report that a client was answered, or may have been.</param>
/// <param name="Told">Of these, those whose clients were told in the window that they are in.</param>
/// <param name="Span">From the end of replication to the newest of them.</param>
internal sealed record Unreplicated(int Reported, int Told, TimeSpan Span);
