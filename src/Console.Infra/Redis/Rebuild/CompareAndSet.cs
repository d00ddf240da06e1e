using IncidentConsole.Domain.Fleet;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis.Rebuild;

/// <summary>
/// Writes one result where another one was seen, and nowhere else; in Redis itself, so that nothing can come in between. A key that holds the new
/// result already is left as it is: running it again changes nothing.
/// </summary>
internal sealed class CompareAndSet(RedisConnections connections)
{
    // ARGV: new result, whether one was seen, the one seen, when it ends in milliseconds or empty.
    private const string Script = """
        local now = redis.call('GET', KEYS[1])
        if now == ARGV[1] then return 0 end
        if ARGV[2] == '1' and now ~= ARGV[3] or ARGV[2] == '0' and now then return -1 end
        if ARGV[4] == '' then redis.call('SET', KEYS[1], ARGV[1]) else redis.call('SET', KEYS[1], ARGV[1], 'PXAT', ARGV[4]) end
        return 1
        """;

    /// <summary>What became of each, in their order.</summary>
    public async Task<IReadOnlyList<Written>> WriteAsync(RegionId region, IReadOnlyList<Replacement> replacements, CancellationToken cancellationToken)
    {
        var database = await connections.DatabaseAsync(region, cancellationToken).ConfigureAwait(false);
        var answers = await Task.WhenAll(replacements.Select(each => database.ScriptEvaluateAsync(
            Script, [$"pcs:{each.Id}"], [each.Result, each.Seen is null ? 0 : 1, each.Seen ?? [], each.Expires is { } at ? at.ToUnixTimeMilliseconds() : RedisValue.EmptyString])))
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        return [.. answers.Select(answer => (int)answer switch { 1 => Written.Yes, 0 => Written.WasSoAlready, _ => Written.Refused })];
    }

    /// <summary>How many keys hold the new result already.</summary>
    public async Task<int> CountAsync(RegionId region, IReadOnlyList<Replacement> replacements, CancellationToken cancellationToken)
    {
        var database = await connections.DatabaseAsync(region, cancellationToken).ConfigureAwait(false);
        var now = await Task.WhenAll(replacements.Select(each => database.StringGetAsync($"pcs:{each.Id}"))).WaitAsync(cancellationToken).ConfigureAwait(false);
        return replacements.Where((each, at) => now[at] == each.Result).Count();
    }
}

internal enum Written
{
    Yes,
    WasSoAlready,

    /// <summary>Something else stands there than what was seen: it was left alone.</summary>
    Refused,
}
