using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis;

/// <summary>
/// Whether a dedup store serves: a ping, and a write and a read of a key of the console's own, in one round trip. A backend whose Redis
/// is gone still answers <c>200</c> on <c>/health</c>, so this is asked here.
/// </summary>
internal sealed class RedisProbe(RegionId region, RedisConnections connections, RedisOptions options, TimeProvider time) : IProbe
{
    private static readonly TimeSpan KeyLives = TimeSpan.FromMinutes(1);

    // Never under the backend's own prefix; one for each running console.
    private static readonly RedisKey Key = $"console:probe:{Guid.NewGuid():N}";

    private readonly Evictions evictions = new();

    public string Name => $"redis/{region}";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    private string Source => $"{region} Redis";

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var database = await connections.DatabaseAsync(region, cancellationToken).ConfigureAwait(false);
            var served = await WriteAndReadAsync(database, cancellationToken).ConfigureAwait(false);
            var (memory, isCluster) = await MemoryAsync(database, cancellationToken).ConfigureAwait(false);
            return [isCluster ? Reading.Unknown(region, Signals.Redis, Source, time.GetUtcNow(), Every, RedisInfo.ClusterRefused) : served,
                memory];
        }
        catch (RedisConnectionException failure)
        {
            var configuration = connections.Configuration(region);
            throw new CouldNotAskException(await RedisReason.WhyNotConnectedAsync(Source, configuration, cancellationToken).ConfigureAwait(false), failure);
        }
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) => [
        Reading.Unknown(region, Signals.Redis, Source, at, Every, reason),
        Reading.Unknown(region, Signals.RedisMemory, Source, at, Every, reason)];

    private async Task<Reading> WriteAndReadAsync(IDatabase database, CancellationToken cancellationToken)
    {
        RedisValue written = Guid.NewGuid().ToString("N");
        var started = time.GetTimestamp();
        try
        {
            // Sent one after the other on one connection, so answered in this order.
            var ping = database.PingAsync();
            var write = database.StringSetAsync(Key, written, KeyLives);
            var read = database.StringGetAsync(Key);
            await Task.WhenAll(ping, write, read).WaitAsync(cancellationToken).ConfigureAwait(false);

            var took = time.GetElapsedTime(started);
            var found = $"{Text.Number(took.TotalMilliseconds)} ms";
            if (await read.ConfigureAwait(false) != written) return Served(Health.Fail, took, "what was written is not what was read");
            return took <= options.Slow ? Served(Health.Pass, took, found) : Served(Health.Fail, took, $"slow: {found}");
        }
        // The console's own lack of a right says nothing of the store.
        catch (RedisServerException refusal) when (RedisReason.IsForbidden(refusal))
        {
            return Reading.Unknown(region, Signals.Redis, Source, time.GetUtcNow(), Every,
                $"the console may not write its probe key ({RedisReason.Of(refusal)})");
        }
        catch (RedisServerException refusal)
        {
            return Served(Health.Fail, time.GetElapsedTime(started), RedisReason.Of(refusal));
        }
    }

    private async Task<(Reading Reading, bool IsCluster)> MemoryAsync(IDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            var info = await database.ExecuteAsync("INFO").WaitAsync(cancellationToken).ConfigureAwait(false);
            var said = RedisInfo.Parse((string?)info ?? "");
            var memory = RedisMemory.Parse((string?)info ?? "");
            var reading = memory.Percent is { } percent
                ? Memory(percent <= options.MemoryPercent ? Health.Pass : Health.Fail, percent, "%", options.MemoryPercent, $"{Text.Number(percent)} % of {Text.Number(memory.Most / 1e6)} MB")
                : Memory(Health.Pass, memory.Megabytes, "MB", null, $"{Text.Number(memory.Megabytes)} MB, no limit set");
            return (evictions.Seen(said.EvictedKeys, time.GetUtcNow()) is { } thrown
                ? reading with { Health = Health.Fail, Detail = $"{reading.Detail}; {thrown}" } : reading, said.IsCluster);
        }
        catch (RedisServerException refusal)
        {
            return (Reading.Unknown(region, Signals.RedisMemory, Source, time.GetUtcNow(), Every, RedisReason.Of(refusal)), false);
        }
        catch (CouldNotAskException nothing)
        {
            return (Reading.Unknown(region, Signals.RedisMemory, Source, time.GetUtcNow(), Every, nothing.Message), false);
        }
    }

    private Reading Served(Health health, TimeSpan took, string detail) =>
        new(region, Signals.Redis, health, took.TotalMilliseconds, "ms", options.Slow.TotalMilliseconds, Source, time.GetUtcNow(), Every, detail);

    private Reading Memory(Health health, double value, string unit, double? threshold, string detail) =>
        new(region, Signals.RedisMemory, health, value, unit, threshold, Source, time.GetUtcNow(), Every, detail);
}
