namespace IncidentConsole.Domain.Fleet;

/// <summary>The names of the signals a region is judged by. They are stable: the API, metrics and configuration use them.</summary>
public static class Signals
{
    /// <summary>Backend pods ready, of those wanted.</summary>
    public const string Pods = "pods";

    /// <summary>Cluster nodes Ready, of those known.</summary>
    public const string Nodes = "nodes";

    /// <summary>Dedup Redis: ping and a write and read of the console's own probe key, in milliseconds.</summary>
    public const string Redis = "redis";

    /// <summary>Dedup Redis: used memory as a share of its maximum, in percent.</summary>
    public const string RedisMemory = "redis-memory";

    /// <summary>Age of the newest WAL segment the region wrote, in seconds. Silence counts only while something is submitted.</summary>
    public const string WalWriter = "wal-writer";

    /// <summary>Warm dedup store (Postgres): time of one query, in milliseconds.</summary>
    public const string WarmStore = "warm-store";

    /// <summary>Accepted work, in requests per second.</summary>
    public const string Ingest = "ingest";

    /// <summary>Share of requests answered with an error, in percent.</summary>
    public const string Errors = "errors";

    /// <summary>95th percentile of the request duration, in milliseconds.</summary>
    public const string Latency = "latency";

    /// <summary>Share of the accepted work that was answered from the dedup store, in percent. Not judged by itself.</summary>
    public const string DedupHits = "dedup-hits";

    /// <summary>Whether the deployment runs in degraded mode: 1 or 0.</summary>
    public const string DegradedMode = "degraded-mode";

    /// <summary>Whether the deployment answers writes with 503: 1 or 0.</summary>
    public const string WritePause = "write-pause";

    /// <summary>Requests per second the region could carry alone, against the load of the whole fleet. Derived, not probed.</summary>
    public const string Capacity = "capacity";

    /// <summary>A failure of one of these makes a reachable region degraded.</summary>
    public static IReadOnlyList<string> Serving { get; } = [Pods, Nodes, Redis, RedisMemory, WalWriter, WarmStore, Errors, Latency];
}
