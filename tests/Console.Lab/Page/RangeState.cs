using System.Net;
using DnsClient;
using IncidentConsole.Lab.Composition;
using IncidentConsole.Lab.Fleet.Backend;
using IncidentConsole.Lab.S3.Storage;

namespace IncidentConsole.Lab.Page;

/// <summary><c>GET /state</c>: what is going on in the range, all measured as it is asked.</summary>
internal sealed class RangeState(RehearsalRange range, TimeProvider time)
{
    private static readonly TimeSpan DnsPatience = TimeSpan.FromMilliseconds(500);
    private readonly DateTimeOffset startedAt = time.GetUtcNow();

    public async Task<IResult> ReadAsync() => Results.Json(new
    {
        startedAt,
        now = time.GetUtcNow(),
        faults = range.Faults.Active,
        regions = range.Sites.Select(Describe),
        dns = await Task.WhenAll(range.File.Dns.NameServers.Select(server => AskAsync("authoritative", server))
            .Concat(range.File.Dns.Resolvers.Select(server => AskAsync("resolver", server)))),
        traffic = new { servedPerSecond = range.Share.Served(), failedPerSecond = range.Share.Failed() },
        ledger = range.Ledger.Count,
    });

    private object Describe(RegionSite site) => new
    {
        region = site.Region,
        pods = range.Pods.In(site.Region).Select(Describe),
        gates = new
        {
            loadBalancer = site.LoadBalancerGate.Mode.ToString(),
            peer = site.PeerGate.Mode.ToString(),
            redis = site.RedisGate.Mode.ToString(),
            warm = site.WarmGate.Mode.ToString(),
            prometheus = site.PrometheusGate.Mode.ToString(),
        },
        redisRunning = site.Redis.IsRunning,
        prometheusRunning = site.Prometheus?.IsRunning,
        bucket = Count(range.S3.Versions(BucketPlan.BucketOf(site.Region))),
        replicas = site.Appliers.Select(applier => new { from = applier.Peer, applier.Applied, applier.Refused, ageSeconds = applier.Age?.TotalSeconds }),
    };

    private static object Describe(BackendPod pod) => new { name = pod.Spec.Name, pod.Ordinal, pod.IsReady, address = $"{pod.Address}", pod.Spec.Environment };

    private static Dictionary<string, int> Count(IReadOnlyList<ObjectVersion> versions) =>
        versions.CountBy(version => $"{version.Replication}").ToDictionary(count => count.Key, count => count.Value);

    private async Task<object> AskAsync(string kind, string server)
    {
        var client = new LookupClient(new LookupClientOptions(IPEndPoint.Parse(server)) { UseCache = false, Retries = 0, Timeout = DnsPatience });
        try
        {
            var answer = await client.QueryAsync(range.File.PublicName, QueryType.A);
            return new { kind, server, answer = answer.Answers.Select(record => $"{record}") };
        }
        catch (DnsResponseException exception)
        {
            return new { kind, server, error = exception.Message };
        }
    }
}
