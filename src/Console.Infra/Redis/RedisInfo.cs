using System.Globalization;

namespace IncidentConsole.Infra.Redis;

/// <summary>What a Redis says of itself with <c>INFO</c>, as far as the console asks.</summary>
internal sealed class RedisInfo
{
    /// <summary>Said wherever one of several primaries would answer for all.</summary>
    public const string ClusterRefused = "cluster mode is not supported: one of its primaries would be taken for the whole store";

    private readonly Dictionary<string, string> lines;

    private RedisInfo(Dictionary<string, string> lines) => this.lines = lines;

    /// <summary>Of the running process; another after each start.</summary>
    public string RunId => Text("run_id");

    /// <summary>Of the stream of writes: a replica has its primary's.</summary>
    public string ReplicationId => Text("master_replid");

    public bool IsReplica => Text("role") == "slave";

    /// <summary>Where a replica has its contents from.</summary>
    public string Primary => $"{Text("master_host")}:{Text("master_port")}";

    public bool IsCluster => Text("cluster_enabled") == "1";

    /// <summary>Keys thrown away for lack of memory since the process started.</summary>
    public long EvictedKeys => long.TryParse(Text("evicted_keys"), CultureInfo.InvariantCulture, out var keys) ? keys : 0;

    public static RedisInfo Parse(string info) => new(info.Split('\n', StringSplitOptions.TrimEntries).Select(line => line.Split(':', 2))
        .Where(pair => pair.Length == 2)
        .DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]));

    private string Text(string key) => lines.GetValueOrDefault(key, "");
}
