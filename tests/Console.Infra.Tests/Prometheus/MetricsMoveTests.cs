using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Infra.Prometheus;
using static IncidentConsole.Infra.Tests.Prometheus.RealPrometheus;

namespace IncidentConsole.Infra.Tests.Prometheus;

/// <summary>The default query for a tenant's submissions, then and now, answered by the real server.</summary>
public class MetricsMoveTests
{
    private int submissions;

    [Fact]
    public async Task A_count_that_rose_since_the_suite_began_passes_with_both_numbers()
    {
        await using var prometheus = await StartedAsync(before: 12);
        var subject = await BeginAsync(prometheus);
        submissions = 15;

        var result = await CheckAsync(prometheus, subject, TimeSpan.FromSeconds(60));

        Assert.Equal((EndToEndVerdict.Passed, "submissions of quiet: 12 → 15"), (result.Verdict, result.Finding));
    }

    [Fact]
    public async Task A_tenant_that_never_submitted_before_begins_at_zero()
    {
        await using var prometheus = await StartedAsync(before: 0);
        var subject = await BeginAsync(prometheus);
        submissions = 1;

        Assert.Equal("submissions of quiet: 0 → 1", (await CheckAsync(prometheus, subject, TimeSpan.FromSeconds(60))).Finding);
    }

    [Fact]
    public async Task A_count_that_was_as_high_before_fails()
    {
        await using var prometheus = await StartedAsync(before: 12);
        var subject = await BeginAsync(prometheus);

        var result = await CheckAsync(prometheus, subject, TimeSpan.FromSeconds(2));

        Assert.Equal((EndToEndVerdict.Failed, "submissions of quiet did not rise within 2 s: 12 → 12"), (result.Verdict, result.Finding));
    }

    [Fact]
    public async Task A_backend_that_was_not_collected_before_passes_once_it_is_and_has_counted()
    {
        await using var prometheus = await StartedAsync(before: 3);
        var subject = await BeginAsync(prometheus, TimeSpan.FromHours(1));

        var result = await CheckAsync(prometheus, subject, TimeSpan.FromSeconds(60));

        Assert.Equal((EndToEndVerdict.Passed, "submissions of quiet: not collected then → 3"), (result.Verdict, result.Finding));
    }

    [Fact]
    public async Task A_backend_that_was_not_collected_before_and_counts_nothing_fails()
    {
        await using var prometheus = await StartedAsync(before: 0);
        var subject = await BeginAsync(prometheus, TimeSpan.FromHours(1));

        var result = await CheckAsync(prometheus, subject, TimeSpan.FromSeconds(1));

        Assert.Equal((EndToEndVerdict.Failed, "submissions of quiet did not rise within 1 s: not collected then → 0"), (result.Verdict, result.Finding));
    }

    [Fact]
    public async Task Without_a_target_there_is_no_count_and_the_reason_is_told()
    {
        await using var prometheus = await StartedAsync(before: 12);
        var subject = await BeginAsync(prometheus);
        prometheus.IsUp = false;
        await UntilAsync(async () => await CountAsync(prometheus) is null);

        var result = await CheckAsync(prometheus, subject, TimeSpan.FromSeconds(1));

        Assert.Equal((EndToEndVerdict.Failed, "eu-west Prometheus: no series"), (result.Verdict, result.Finding));
    }

    private async Task<RealPrometheus> StartedAsync(int before)
    {
        submissions = before;
        var prometheus = new RealPrometheus
        {
            Interval = TimeSpan.FromSeconds(1),
            Metrics = _ => Sample("flk_ingest_total", 100) + (submissions == 0 ? "" : Sample("flk_ingest_total_by_tenant{tenant_id=\"quiet\"}", submissions)),
        };
        await prometheus.StartAsync();
        return prometheus;
    }

    /// <summary>A run that begins once the count is collected.</summary>
    private async Task<EndToEndSubject> BeginAsync(RealPrometheus prometheus, TimeSpan earlier = default)
    {
        await UntilAsync(async () => await CountAsync(prometheus) == submissions);
        var now = TimeProvider.System.GetUtcNow();
        return new(West, now - earlier, _ => Task.CompletedTask) { Accepted = new("id", "quiet", "{}", "{}", now) };
    }

    private static async Task<double?> CountAsync(RealPrometheus prometheus)
    {
        try
        {
            return await prometheus.Client.ValueAsync(PrometheusQueries.Fill(new PrometheusQueries().TenantIngest, West, TimeSpan.FromMinutes(1), "quiet"), TestContext.Current.CancellationToken);
        }
        catch (Infra.Probing.CouldNotAskException)
        {
            return null;
        }
    }

    private static Task<EndToEndResult> CheckAsync(RealPrometheus prometheus, EndToEndSubject subject, TimeSpan within) =>
        new MetricsMove([prometheus.Client], new PrometheusOptions { TimeBox = TimeSpan.FromSeconds(30), CountedWithin = within }, TimeProvider.System).RunAsync(subject, TestContext.Current.CancellationToken);
}
