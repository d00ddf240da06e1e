using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Loops;
using Prometheus;

namespace IncidentConsole.Web.Operations;

/// <summary>What the alert rules need of the console's own measurements. What is not known now has no series, so that a rule can see it is absent.</summary>
internal sealed class FleetGauges(Live<FleetSnapshot> fleet, Supervisor supervisor, TimeProvider time) : IBackgroundLoop
{
    private static readonly Loop Measuring = new("fleet-gauges", "What /metrics says of the fleet is not being kept up to date");
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly string[] Between = ["from", "to"];
    private static readonly string[] Sides = ["left", "right"];
    private static readonly string[] Region = ["region"];

    private readonly Gauge down = Metrics.CreateGauge("console_region_down", "1 when two vantage points agree that the region is down.", Region);
    private readonly Gauge lag = Metrics.CreateGauge("console_wal_lag_seconds", "Age of the newest WAL heartbeat of a region that has arrived in another.", Between);
    private readonly Gauge pending = Metrics.CreateGauge("console_wal_segments_pending", "Of the newest segments at the source: not replicated yet.", Between);
    private readonly Gauge failed = Metrics.CreateGauge("console_wal_segments_failed", "Of the newest segments at the source: replication failed.", Between);
    private readonly Gauge divergence = Metrics.CreateGauge("console_dedup_divergence_percent", "Dedup keys in one region only, of all that were compared.", Sides);
    private readonly Gauge conflicts = Metrics.CreateGauge("console_dedup_conflicts", "Dedup keys with two results.", Sides);
    private readonly Gauge keys = Metrics.CreateGauge("console_dedup_keys", "Dedup keys, as compared last.", Region);

    public Task RunAsync(CancellationToken cancellationToken) => supervisor.EveryAsync(Measuring, Every, _ =>
    {
        Set(fleet.Current, time.GetUtcNow());
        return Task.CompletedTask;
    }, cancellationToken);

    internal void Set(FleetSnapshot snapshot, DateTimeOffset now)
    {
        foreach (var region in snapshot.Regions.Values)
            Set(down, region.Verdict.Value == Verdict.Unknown ? null : region.Verdict.Value == Verdict.Down ? 1 : 0, region.Id.Value);
        foreach (var wal in snapshot.WalLags.Values)
        {
            var known = wal.Health != Health.Unknown && !wal.IsStale(now);
            Set(lag, known ? wal.Lag?.TotalSeconds : null, wal.From.Value, wal.To.Value);
            Set(pending, known ? wal.Pending : null, wal.From.Value, wal.To.Value);
            Set(failed, known ? wal.Failed : null, wal.From.Value, wal.To.Value);
        }
        foreach (var parity in snapshot.Parities.Values) Set(parity, parity.Health != Health.Unknown && !parity.IsStale(now));
    }

    private void Set(DedupParity parity, bool known)
    {
        var (left, right) = (parity.Left.Value, parity.Right.Value);
        Set(divergence, known ? Divergence.Of(parity).Percent : null, left, right);
        Set(conflicts, known ? parity.Conflicts : null, left, right);
        Set(keys, known ? parity.KeysLeft : null, left);
        Set(keys, known ? parity.KeysRight : null, right);
    }

    private static void Set(Gauge gauge, double? value, params string[] labels)
    {
        if (value is { } known) gauge.WithLabels(labels).Set(known);
        else gauge.RemoveLabelled(labels);
    }
}
