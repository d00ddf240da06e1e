using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis;

/// <summary>
/// Dedup entries outlive every replication lag. Measured on a sample of the keys that are there: the longest time to live among them is the least the
/// backends set.
/// </summary>
internal sealed class DedupTtl(FleetPolicy policy, IOptions<RedisOptions> options, RedisConnections connections, Live<FleetSnapshot> fleet, TimeProvider time) : IReadinessCheck
{
    private const int Sample = 200;
    private const int MostPages = 20;

    public string Key => "dedup-ttl";
    public string Title => $"Dedup entries live {Text.Span(options.Value.DedupLifetime)}, longer than any WAL lag";
    public ReadinessGroup Group => ReadinessGroup.Fleet;
    public TimeSpan Every => TimeSpan.FromMinutes(2);

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) =>
        Places.AskAsync(policy.RegionIds, region => region.Value, CheckAsync, time, cancellationToken);

    /// <param name="left">Time to live of each sampled key; null for one that never ends.</param>
    /// <param name="lag">The longest lag of those that were measured; null when none was.</param>
    /// <param name="since">From when on they were.</param>
    public static ReadinessFinding Judge(IReadOnlyCollection<TimeSpan?> left, TimeSpan lifetime, TimeSpan? lag, DateTimeOffset since)
    {
        if (left.Count == 0) return ReadinessFinding.Unknown("no dedup entry is there to measure");
        var eternal = left.Count(each => each is null);
        if (eternal > 0) return ReadinessFinding.Fail($"{eternal} of {left.Count} sampled entries never end", "Let the backends set a TTL with each entry: a full Redis dedups nothing.");
        var longest = left.Max()!.Value;
        var words = $"the longest of {left.Count} sampled entries has {Text.Span(longest)} left";
        if (longest > lifetime + TimeSpan.FromMinutes(1)) return ReadinessFinding.Fail($"{words}, more than the {Text.Span(lifetime)} the console goes by", "Set Redis:DedupLifetime to what the backends use.");
        if (lag is null) return ReadinessFinding.Unknown($"{words}; the WAL lag is not known");
        words += $"; the longest lag measured since {Text.Time(since)} UTC was {Text.Span(lag.Value)}";
        return longest > lag ? ReadinessFinding.Pass(words) : ReadinessFinding.Fail(words, "Raise the backends' dedup TTL, or a late duplicate counts twice.");
    }

    private async Task<ReadinessFinding> CheckAsync(RegionId region, CancellationToken cancellationToken)
    {
        try
        {
            var database = await connections.DatabaseAsync(region, cancellationToken).ConfigureAwait(false);
            var keys = await SampleAsync(database, cancellationToken).ConfigureAwait(false);
            var left = await Task.WhenAll(keys.Select(key => database.ExecuteAsync("PTTL", key))).WaitAsync(cancellationToken).ConfigureAwait(false);
            // -2: it ended since it was listed.
            var (lag, since) = LongestLag();
            return Judge([.. left.Select(each => (long)each).Where(each => each != -2).Select(each => each == -1 ? (TimeSpan?)null : TimeSpan.FromMilliseconds(each))], options.Value.DedupLifetime, lag, since);
        }
        catch (RedisConnectionException failure)
        {
            throw new CouldNotAskException(await RedisReason.WhyNotConnectedAsync($"{region} Redis", connections.Configuration(region), cancellationToken).ConfigureAwait(false), failure);
        }
        catch (RedisServerException refusal)
        {
            throw new CouldNotAskException(RedisReason.Of(refusal), refusal);
        }
    }

    /// <summary>A trace reaches back a quarter of an hour, and no further than this process. One that gets no more samples keeps its old ones: they do not count.</summary>
    private (TimeSpan? Lag, DateTimeOffset Since) LongestLag()
    {
        var known = fleet.Current.WalLagTraces.Values.SelectMany(trace => trace.Since(time.GetUtcNow() - Trace.Span)).Where(sample => sample.Value is not null).ToList();
        return known.Count == 0 ? (null, default) : (TimeSpan.FromSeconds(known.Max(sample => sample.Value!.Value)), known.Min(sample => sample.At));
    }

    private static async Task<List<string>> SampleAsync(IDatabase database, CancellationToken cancellationToken)
    {
        var (keys, cursor) = (new List<string>(), "0");
        for (var page = 0; page < MostPages && keys.Count < Sample; page++)
        {
            var answer = (RedisResult[])(await database.ExecuteAsync("SCAN", cursor, "MATCH", "pcs:*", "COUNT", "500").WaitAsync(cancellationToken).ConfigureAwait(false))!;
            keys.AddRange((string[])answer[1]!);
            cursor = (string)answer[0]!;
            if (cursor == "0") break;
        }
        return [.. keys.Take(Sample)];
    }
}
