using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Redis.Merge;
using IncidentConsole.Infra.Redis.Parity;
using IncidentConsole.Infra.Tests.Merging;
using IncidentConsole.Infra.Tests.Redis;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Tests.Defects;

/// <summary>The runbook's two Redis hosts, and what the console says of them.</summary>
internal static class RedisHosts
{
    public static (string There, string Here) EuWest(this TwoRedis redis) => ("-h eu-west-redis", $"-h 127.0.0.1 -p {redis.LeftServer.Port}");

    public static (string There, string Here) UsEast(this TwoRedis redis) => ("-h us-east-redis", $"-h 127.0.0.1 -p {redis.RightServer.Port}");

    /// <summary>A snapshot begins when it is asked for; Redis would wait five seconds for others who may want the same one.</summary>
    public static async Task SnapshotsAtOnceAsync(this TwoRedis redis)
    {
        await redis.Left.ExecuteAsync("CONFIG", "SET", "repl-diskless-sync-delay", "0");
        await redis.Right.ExecuteAsync("CONFIG", "SET", "repl-diskless-sync-delay", "0");
    }

    /// <summary>Item 14 of the console, eu-west having failed.</summary>
    public static async Task MergeAsync(this TwoRedis redis)
    {
        var outcome = await new MergeRuns(new DedupMergeProcedure(Options.Create(redis.Options()), MergeRuns.NoLag)).RunAsync();
        Assert.True(outcome.Succeeded, outcome.Outcome);
    }

    public static async Task<DedupParity> ParityAsync(this TwoRedis redis)
    {
        var probe = new DedupParityProbe(new("eu-west"), new("us-east"), redis.Options(), () => null, TimeProvider.System);
        return Assert.IsType<DedupParity>(Assert.Single(await probe.ReadAsync(TestContext.Current.CancellationToken)));
    }
}
