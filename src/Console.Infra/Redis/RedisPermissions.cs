using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis;

/// <summary>Every command the merge and the rebuild will send, asked of Redis' own <c>ACL DRYRUN</c>: nothing is executed.</summary>
internal sealed class RedisPermissions(FleetPolicy policy, RedisConnections connections, TimeProvider time) : IReadinessCheck
{
    private static readonly IReadOnlyList<string[]> Needed =
    [
        ["SCAN", "0"], ["DBSIZE"], ["MGET", "pcs:readiness"], ["PTTL", "pcs:readiness"], ["PEXPIRETIME", "pcs:readiness"], ["SET", "pcs:readiness", "x", "NX"], ["EVAL", "return 1", "1", "pcs:readiness"],
        ["SET", "console:probe:readiness", "x"], ["SET", "pcs-rebuild:readiness", "x"], ["DEL", "pcs-rebuild:readiness"],
    ];

    public string Key => "redis-permissions";
    public string Title => "The dedup stores would take the console's commands (ACL DRYRUN)";
    public ReadinessGroup Group => ReadinessGroup.DryRun;
    public TimeSpan Every => TimeSpan.FromMinutes(2);

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) =>
        Places.AskAsync(policy.RegionIds, region => region.Value, CheckAsync, time, cancellationToken);

    private async Task<ReadinessFinding> CheckAsync(RegionId region, CancellationToken cancellationToken)
    {
        try
        {
            var database = await connections.DatabaseAsync(region, cancellationToken).ConfigureAwait(false);
            if (RedisInfo.Parse((string?)await database.ExecuteAsync("INFO").WaitAsync(cancellationToken)
                .ConfigureAwait(false) ?? "").IsCluster)
                return ReadinessFinding.Fail(RedisInfo.ClusterRefused,
                    "The console needs one primary a region: comparisons, merges and snapshots of a cluster are not supported.");
            var user = (string?)await database.ExecuteAsync("ACL", "WHOAMI").WaitAsync(cancellationToken).ConfigureAwait(false) ?? "default";
            var refused = new List<string>();
            foreach (var command in Needed)
                if ((string?)await database.ExecuteAsync("ACL", ["DRYRUN", user, .. command]).WaitAsync(cancellationToken).ConfigureAwait(false) != "OK")
                    refused.Add(string.Join(' ', command.Take(2)));
            return refused.Count == 0 ? ReadinessFinding.Pass($"{user} may send all {Needed.Count}")
                : ReadinessFinding.Fail($"{user} may not: {string.Join(", ", refused)}", "Grant what is missing with ACL SETUSER; the README lists what the console needs.");
        }
        catch (RedisConnectionException failure)
        {
            throw new CouldNotAskException(await RedisReason.WhyNotConnectedAsync($"{region} Redis", connections.Configuration(region), cancellationToken).ConfigureAwait(false), failure);
        }
        catch (RedisServerException refusal)
        {
            // An older Redis has no dry run, and an account without ACL may not ask for one.
            return ReadinessFinding.Unknown($"not proven: {RedisReason.Of(refusal)}", "Let the console's account use ACL WHOAMI and ACL DRYRUN (Redis 7), or look at its rights by hand.");
        }
    }
}
