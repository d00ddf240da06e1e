using IncidentConsole.Lab.Composition;

namespace IncidentConsole.Lab.Product;

/// <summary>
/// Shorter times than <see cref="ProductSettings"/> and <see cref="RangeOptions"/> have, laid over them: for tests that wait for what
/// happens and do not measure how long it takes. Nothing is left out, everything is waited for less long.
/// </summary>
public static class QuickProfile
{
    /// <summary>Of the console, by full key.</summary>
    public static IReadOnlyList<(string Key, string Value)> Settings { get; } =
    [
        ("Fleet:ErrorWatch", "00:00:06"),
        ("Fleet:HealthyWatch", "00:00:05"),
        ("Fleet:GoodUserPathProbes", "6"),
        ("Fleet:MinimumTraffic", "0.2"),
        ("Fleet:SecondPersonWait", "00:00:01"),
        ("Fleet:SplitBrain:Settle", "00:00:05"),
        ("Fleet:Ramp:FirstHold", "00:00:03"),
        ("Fleet:Ramp:TotalHold", "00:00:06"),
        // Wide enough that the few requests of so short a time lie within it, and narrow enough that no step passes for another.
        ("Fleet:Ramp:ShareWindow", "00:00:08"),
        ("Fleet:Ramp:Tolerance", "18"),
        ("Backends:UserPath:Every", "00:00:00.5000000"),
        // Four scrapes of the range's Prometheus.
        ("Prometheus:Window", "00:00:04"),
        ("Redis:Parity:Every", "00:00:01"),
        ("Redis:Parity:InFlight", "00:00:08"),
        ("WarmStore:Every", "00:00:01"),
        ("Kubernetes:Every", "00:00:01"),
    ];

    public static RangeOptions Of(RangeOptions options) => options with
    {
        PublicTtl = TimeSpan.FromSeconds(2),
        HealthCheckInterval = TimeSpan.FromSeconds(0.5),
        HealthCheckFailures = 2,
        DnsInSyncAfter = TimeSpan.FromSeconds(0.5),
        TrafficPerSecond = 20,
        // As few that each sends as often as usual: with a TTL as short as the pause between two of its requests, a document that is sent again
        // would mostly go to the other region before it is known there, and be counted twice.
        Clients = 12,
    };
}
