using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Network;

namespace IncidentConsole.Lab.Composition;

/// <summary>Which faults close which gates.</summary>
internal static class GateRules
{
    public static GateMode LoadBalancer(FaultBoard faults, string region) => RegionDown(faults, region) ?? GateMode.Pass;

    /// <summary>The load balancer as the peer region sees it: a partition swallows packets, it refuses nothing.</summary>
    public static GateMode Peer(FaultBoard faults, string region) =>
        RegionDown(faults, region) ?? (faults.IsOn("partition") ? GateMode.Hang : GateMode.Pass);

    public static GateMode Redis(FaultBoard faults, string region) =>
        RegionDown(faults, region)
        ?? (faults.IsOn("redis-down", region) ? GateMode.Refuse
            : faults.Find("redis-slow", region) is { } slow ? GateMode.Slow(TimeSpan.FromMilliseconds(slow.Number("ms", 800)))
            : GateMode.Pass);

    public static GateMode Warm(FaultBoard faults, string region) => RegionDown(faults, region) ?? RefuseIf(faults.IsOn("warm-down", region));

    public static GateMode Prometheus(FaultBoard faults, string region) =>
        RegionDown(faults, region) ?? RefuseIf(faults.IsOn("prometheus-down", region));

    public static GateMode ConsolePostgres(FaultBoard faults) => RefuseIf(faults.IsOn("console-postgres-down"));

    private static GateMode? RegionDown(FaultBoard faults, string region) => faults.Find("region-down", region) switch
    {
        null => null,
        { } fault when fault.Text("how") == "hang" => GateMode.Hang,
        _ => GateMode.Refuse,
    };

    private static GateMode RefuseIf(bool isDown) => isDown ? GateMode.Refuse : GateMode.Pass;
}
