namespace IncidentConsole.Lab.Faults;

/// <summary>The scenarios a drill can be about.</summary>
public static class ScenarioCatalog
{
    // Longer than the console's RPO: what the region accepted since then has not arrived when it dies.
    private static readonly TimeSpan LagGrows = TimeSpan.FromSeconds(150);

    private static readonly ScenarioFault RegionDies = Fault("region-down", ("region", "eu-west"));

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("region-death", "Region death", "eu-west is unreachable as a whole; DNS fails over by its health checks.", [RegionDies]),
        new("gslb-stuck", "Stuck GSLB", "eu-west is unreachable and DNS goes on answering it.", [Fault("gslb-stuck"), RegionDies]),
        new("lag-beyond-rpo", "Lag beyond the RPO", "The WAL of eu-west stops replicating; two and a half minutes later the region dies.", [Fault("replication-stop", ("region", "eu-west")), RegionDies with { After = LagGrows }]),
        new("dead-redis", "Dead Redis", "The dedup store of eu-west is gone; its backends answer OK on /health all the same.", [Fault("redis-down", ("region", "eu-west"))]),
        new("partition", "Partition", "Both regions live and cannot reach each other; clients get two results for the same id.", [Fault("partition", ("conflicts", "20"))]),
        new("everything", "Everything at once", "eu-west dies while DNS is stuck, its provider throttles and slows down, and alerts pour in.",
        [
            Fault("gslb-stuck"), Fault("route53-throttle", ("times", "5")), Fault("cloudflare-throttle", ("times", "5")), Fault("route53-slow", ("seconds", "20")),
            Fault("alert-storm", ("region", "us-east"), ("count", "500")), RegionDies,
        ]),
    ];

    public static Scenario? Find(string key) => All.FirstOrDefault(scenario => scenario.Key == key);

    private static ScenarioFault Fault(string name, params (string Name, string Value)[] arguments) =>
        new(name, arguments.ToDictionary(argument => argument.Name, argument => argument.Value), TimeSpan.Zero);
}
