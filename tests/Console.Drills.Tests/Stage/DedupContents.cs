using IncidentConsole.Lab.Composition;
using StackExchange.Redis;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>What a region keeps for an id.</summary>
/// <param name="Result">The answer first given.</param>
/// <param name="Expires">When its 14 days are over: changed by whatever writes the key anew.</param>
internal sealed record DedupEntry(string Result, DateTimeOffset Expires)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(14);

    public DateTimeOffset WrittenAt => Expires - Life;
}

/// <summary>The dedup stores as they are, past the console: what every id leads to, in both regions.</summary>
/// <param name="At">Before they were read.</param>
internal sealed record DedupContents(DateTimeOffset At, IReadOnlyDictionary<string, DedupEntry> EuWest, IReadOnlyDictionary<string, DedupEntry> UsEast)
{
    public static readonly IReadOnlyList<string> Regions = ["eu-west", "us-east"];

    /// <summary>Many commands at once on a busy machine.</summary>
    public const string Patient = ",asyncTimeout=120000,syncTimeout=120000,connectTimeout=30000";

    private const string Prefix = "pcs:";

    /// <summary>What one region wrote a moment ago is on its way to the other.</summary>
    private static readonly TimeSpan StillOnTheirWay = TimeSpan.FromSeconds(20);

    /// <summary>The ids both regions know and answer differently.</summary>
    public IReadOnlyList<string> InConflict => [.. EuWest.Where(one => UsEast.TryGetValue(one.Key, out var other) && other.Result != one.Value.Result).Select(one => one.Key)];

    public IReadOnlyDictionary<string, DedupEntry> Of(string region) => region == "eu-west" ? EuWest : UsEast;

    public static async Task<DedupContents> ReadAsync(RehearsalRange range) =>
        new(TimeProvider.System.GetUtcNow(), await ReadAsync(range, "eu-west"), await ReadAsync(range, "us-east"));

    public static Task<IReadOnlyDictionary<string, DedupEntry>> ReadAsync(RehearsalRange range, string region) => ReadAsync(range.File.Regions.Single(site => site.Name == region).Redis);

    /// <summary>What some ids lead to in one region; null where nothing is kept.</summary>
    public static async Task<IReadOnlyDictionary<string, string?>> ResultsAsync(RehearsalRange range, string region, IEnumerable<string> ids)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(range.File.Regions.Single(site => site.Name == region).Redis + Patient);
        string[] asked = [.. ids];
        var results = await redis.GetDatabase().StringGetAsync([.. asked.Select(id => new RedisKey(Prefix + id))]);
        return asked.Zip(results).ToDictionary(each => each.First, each => (string?)each.Second);
    }

    /// <summary>While nobody writes: once all that was on its way has arrived, so that both know the same ids.</summary>
    public static async Task<DedupContents> AtRestAsync(RehearsalRange range)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4), TimeProvider.System);
        while (true)
        {
            var stores = await ReadAsync(range);
            if (stores.EuWest.Count == stores.UsEast.Count && stores.EuWest.Keys.All(stores.UsEast.ContainsKey)) return stores;
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Every entry of one region that was there before is as it was, and there is no other, but for some ids.</summary>
    public static void IsUntouched(IReadOnlyDictionary<string, DedupEntry> before, IReadOnlyDictionary<string, DedupEntry> after, params IEnumerable<string> butFor)
    {
        Assert.Equal(before.Count, after.Count);
        Assert.Empty(before.Where(each => after.GetValueOrDefault(each.Key) != each.Value).Select(each => each.Key).Except(butFor));
    }

    /// <summary>Nothing missing in either, nothing in conflict, but for what is younger than the replication.</summary>
    public void AreAlike()
    {
        var before = At - StillOnTheirWay;
        Assert.Empty(InConflict);
        Assert.DoesNotContain(EuWest, one => one.Value.WrittenAt < before && !UsEast.ContainsKey(one.Key));
        Assert.DoesNotContain(UsEast, one => one.Value.WrittenAt < before && !EuWest.ContainsKey(one.Key));
        Rehearsal.Say($"  {EuWest.Count} and {UsEast.Count} keys: 0 only in eu-west, 0 only in us-east, 0 in conflict");
    }

    private static async Task<IReadOnlyDictionary<string, DedupEntry>> ReadAsync(string address)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(address + Patient);
        var database = redis.GetDatabase();
        var keys = new List<RedisKey>();
        await foreach (var key in redis.GetServers()[0].KeysAsync(pattern: Prefix + "*", pageSize: 1000)) keys.Add(key);
        var entries = await Task.WhenAll(keys.Distinct().Select(async key => (Id: key.ToString()[Prefix.Length..], Result: await database.StringGetAsync(key), Expires: await database.KeyExpireTimeAsync(key))));
        return entries.Where(entry => entry.Expires is not null).ToDictionary(entry => entry.Id, entry => new DedupEntry(entry.Result!, new DateTimeOffset(entry.Expires!.Value.ToUniversalTime())));
    }
}
