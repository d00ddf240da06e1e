using StackExchange.Redis;

namespace IncidentConsole.Lab.Fleet.Backend;

/// <summary>A region's dedup store: <c>pcs:&lt;id&gt;</c> to the answer first given, for 14 days, first write wins.</summary>
internal sealed class DedupStore(IConnectionMultiplexer redis) : IAsyncDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <param name="port">Port of the gate in front of the region's Redis.</param>
    /// <param name="patience">How long one command may take; null for as long as a backend lets its client wait.</param>
    public static async Task<DedupStore> ConnectAsync(int port, TimeSpan? patience = null)
    {
        var options = new ConfigurationOptions
        {
            EndPoints = { { "127.0.0.1", port } },
            AbortOnConnectFail = false,
            BacklogPolicy = BacklogPolicy.FailFast,
            ConnectTimeout = 1000,
            AsyncTimeout = (int)(patience ?? TimeSpan.FromSeconds(3)).TotalMilliseconds,
            ReconnectRetryPolicy = new LinearRetry(250),
        };
        return new DedupStore(await ConnectionMultiplexer.ConnectAsync(options));
    }

    /// <summary>The answer kept for an id, if any. A missing id is kept under the empty one.</summary>
    /// <exception cref="RedisException">The store does not answer; or a <see cref="TimeoutException"/>.</exception>
    public async Task<string?> FindAsync(string id) => await redis.GetDatabase().StringGetAsync(KeyOf(id));

    /// <returns>False when another answer was there first.</returns>
    public Task<bool> AddAsync(string id, string answer, TimeSpan lifetime) =>
        redis.GetDatabase().StringSetAsync(KeyOf(id), answer, lifetime, When.NotExists);

    public ValueTask DisposeAsync() => redis.DisposeAsync();

    private static RedisKey KeyOf(string id) => $"pcs:{id}";
}
