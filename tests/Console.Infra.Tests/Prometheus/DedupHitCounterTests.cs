using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Prometheus;
using static IncidentConsole.Infra.Tests.Prometheus.RealPrometheus;

namespace IncidentConsole.Infra.Tests.Prometheus;

/// <summary>The default queries for a tenant's dedup hits, answered by the real server.</summary>
public class DedupHitCounterTests
{
    [Fact]
    public async Task A_tenants_hits_are_added_up_and_are_as_old_as_the_last_scrape()
    {
        await using var prometheus = await StartedAsync(Sample("flk_dedup_hits", 9) + Sample("flk_dedup_hits_by_tenant{tenant_id=\"acme\"}", 5) + Sample("flk_dedup_hits_by_tenant{tenant_id=\"quiet\"}", 4));

        var hits = await ReadUntilAsync(prometheus, "quiet", hits => hits.Count is not null);

        Assert.Equal((4, null), (hits.Count, hits.Trouble));
        Assert.InRange(hits.Age, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_tenant_that_never_had_a_hit_counts_zero()
    {
        await using var prometheus = await StartedAsync(Sample("flk_dedup_hits", 9));

        Assert.Equal(0, (await ReadUntilAsync(prometheus, "quiet", hits => hits.Count is not null)).Count);
    }

    [Fact]
    public async Task Without_a_target_there_is_no_count_and_never_zero()
    {
        await using var prometheus = await StartedAsync(Sample("flk_dedup_hits", 9));
        await ReadUntilAsync(prometheus, "quiet", hits => hits.Count is not null);
        prometheus.IsUp = false;

        var gone = await ReadUntilAsync(prometheus, "quiet", hits => hits.Count is null);

        Assert.Equal("eu-west Prometheus: no series", gone.Trouble);
    }

    private static async Task<DedupHits> ReadUntilAsync(RealPrometheus prometheus, string tenant, Func<DedupHits, bool> seen)
    {
        var counter = new DedupHitCounter([prometheus.Client], new PrometheusOptions { TimeBox = TimeSpan.FromSeconds(30) }, TimeProvider.System);
        DedupHits? last = null;
        await UntilAsync(async () => seen(last = await counter.ReadAsync(West, tenant, TestContext.Current.CancellationToken)));
        return last!;
    }

    private static async Task<RealPrometheus> StartedAsync(string metrics)
    {
        var prometheus = new RealPrometheus { Metrics = _ => metrics };
        await prometheus.StartAsync();
        return prometheus;
    }
}
