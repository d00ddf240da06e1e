using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Tests.Defects;

[Collection(RehearsalTests.Name)]
public class D05_Health_says_OK_whatever_is_dead(Rehearsal rehearsal)
{
    [Fact, Defect(5)]
    public async Task Without_redis_the_region_is_healthy_and_takes_nothing()
    {
        using var shell = new Shell();
        var endpoint = RunbookText.Line(47, "GET /health").At(("GET ", rehearsal.Region("eu-west").LoadBalancer.TrimEnd('/')));
        await rehearsal.Range.BreakAsync("redis-down", ("region", "eu-west"));
        try
        {
            Assert.Equal("OK 200", await shell.ReadAsync($"curl -sS -w ' %{{http_code}}' {endpoint}"));
            Assert.Equal("connection refused", (await Assert.ThrowsAsync<CouldNotAskException>(() => rehearsal.ProbeAsync("redis/eu-west"))).Message);
            var smoke = await rehearsal.RunAsync("smoke-test", "eu-west");
            Assert.Equal((false, "500"), (smoke.Succeeded, smoke.Outcome[..3]));
        }
        finally
        {
            await rehearsal.Range.HealAsync("redis-down");
            await rehearsal.TakesWritesAsync("eu-west");
        }
    }

    [Fact, Defect(4)]
    public async Task No_metric_of_a_backend_says_its_region()
    {
        using var shell = new Shell();
        RunbookText.Line(42, "Each region has unique `REGION_ID` in metrics/logs");

        var metrics = await shell.ReadAsync($"curl -fsS {rehearsal.Region("us-east").LoadBalancer.TrimEnd('/')}/metrics");

        Assert.Contains("flk_ingest_total", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("us-east", metrics, StringComparison.Ordinal);
        // The region's own Prometheus says it, and the console asks each region's own.
        await rehearsal.UntilAsync("ingest is read from the Prometheus of us-east", async () => await rehearsal.ProbeAsync("ingest/us-east") is [Reading { Value: not null }]);
    }
}
