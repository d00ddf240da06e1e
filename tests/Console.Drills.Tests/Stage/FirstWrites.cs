using System.Text.Json.Nodes;
using IncidentConsole.Lab.Composition;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>The ids that got two results during a partition, with the one that came first by the clients' own word.</summary>
internal sealed record FirstWrites(IReadOnlyDictionary<string, DedupEntry> Winners)
{
    /// <summary>Between a pod's log line and its client's answer.</summary>
    private static readonly TimeSpan Answering = TimeSpan.FromSeconds(5);

    /// <summary>Waits until so many ids hold two results.</summary>
    public static async Task<FirstWrites> AreThereAsync(RehearsalRange range, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4), TimeProvider.System);
        while (true)
        {
            var stores = await DedupContents.ReadAsync(range);
            if (stores.InConflict.Count == count) return Of(range, stores);
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Both regions now answer every one of them with its first result, for what was left of that one's life.</summary>
    public void HaveWon(DedupContents stores)
    {
        foreach (var (id, first) in Winners)
            foreach (var region in new[] { stores.EuWest, stores.UsEast })
            {
                Assert.Equal(first.Result, region[id].Result);
                Assert.InRange(region[id].Expires, first.Expires - Answering, first.Expires + Answering);
            }
        Rehearsal.Say($"  the first write of each of the {Winners.Count} ids stands in both regions, with its own end of life");
    }

    /// <summary>The warm stores of both regions hold the first result of every one of them.</summary>
    public void HaveWonIn(WarmContents warm)
    {
        foreach (var (id, first) in Winners)
            foreach (var region in new[] { warm.EuWest, warm.UsEast })
                Assert.True(JsonNode.DeepEquals(JsonNode.Parse(first.Result), JsonNode.Parse(region[id])), $"{id} is {region[id]} in a warm store, not {first.Result}");
        Rehearsal.Say($"  the first write of each of the {Winners.Count} ids stands in both warm stores");
    }

    /// <summary>What only one region knew stands in the other now, alike and with its own end of life, and what either knew is as it was.</summary>
    public static void WereCopied(DedupContents before, DedupContents after)
    {
        foreach (var (from, to) in new[] { ("eu-west", "us-east"), ("us-east", "eu-west") })
        {
            var lacking = before.Of(from).Where(each => !before.Of(to).ContainsKey(each.Key)).ToList();
            Assert.NotEmpty(lacking);
            foreach (var (id, first) in lacking)
            {
                Assert.Equal(first.Result, after.Of(to)[id].Result);
                Assert.InRange(after.Of(to)[id].Expires, first.Expires - Answering, first.Expires + Answering);
            }
            Assert.DoesNotContain(before.Of(from), each => after.Of(from).GetValueOrDefault(each.Key) != each.Value);
            Rehearsal.Say($"  {lacking.Count} that only {from} knew stand in {to}; all {before.Of(from).Count} of {from} are as they were");
        }
    }

    private static FirstWrites Of(RehearsalRange range, DedupContents stores)
    {
        // In the order of the answers: each client sent to the second region only once the first had answered.
        var first = range.Ledger.Page(0, int.MaxValue).DistinctBy(entry => entry.Id).ToDictionary(entry => entry.Id, entry => entry.Region);
        Assert.Equal(2, stores.InConflict.Select(id => first[id]).Distinct().Count());
        return new(stores.InConflict.ToDictionary(id => id, id => stores.Of(first[id])[id]));
    }
}
