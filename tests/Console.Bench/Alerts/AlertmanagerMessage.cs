namespace IncidentConsole.Bench.Alerts;

/// <summary>One alert of the storm, as Alertmanager writes it to a webhook.</summary>
internal static class AlertmanagerMessage
{
    public static object Of(int shard) => new
    {
        version = "4",
        status = "firing",
        receiver = "incident-console",
        groupKey = $"{{}}:{{shard=\"{shard}\"}}",
        alerts = new[]
        {
            new
            {
                status = "firing",
                labels = new { alertname = "ShardStuck", region = "eu-west", shard = $"{shard}", severity = "warning", job = "backend", instance = $"10.0.{shard % 250}.7:8080" },
                annotations = new { summary = $"Shard {shard} makes no progress", description = $"Shard {shard} of eu-west has taken nothing for two minutes while its queue grows." },
                startsAt = TimeProvider.System.GetUtcNow(),
                endsAt = DateTimeOffset.MinValue,
                generatorURL = "http://prometheus.example.com/graph?g0.expr=flk_shard_stuck",
                fingerprint = $"{shard:x16}",
            },
        },
    };
}
