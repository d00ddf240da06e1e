using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Prometheus;
using static IncidentConsole.Infra.Tests.Prometheus.RealPrometheus;

namespace IncidentConsole.Infra.Tests.Prometheus;

/// <summary>The default queries, answered by the real server: what PromQL really says of missing, dead and silent targets.</summary>
public class RealPrometheusTests
{
    private static readonly PrometheusOptions Options = new() { Window = TimeSpan.FromSeconds(2) };
    private static readonly FleetPolicy Policy = new();

    [Fact]
    public async Task Ingest_errors_and_latency_are_measured_where_nothing_fails()
    {
        await using var prometheus = await StartedAsync(scrape => Metrics(scrape * 10, failed: null));

        var ingest = await ReadUntilAsync<Reading>(new IngestProbe(prometheus.Client, Options, TimeProvider.System), reading => reading.Value > 0);
        var errors = await ReadUntilAsync<Reading>(new ErrorsProbe(prometheus.Client, Options, Policy, TimeProvider.System), reading => reading.Health != Health.Unknown);
        var latency = await ReadUntilAsync<Reading>(new LatencyProbe(prometheus.Client, Options, Policy, TimeProvider.System), reading => reading.Health != Health.Unknown);

        Assert.Equal(Health.Pass, ingest.Health);
        Assert.Equal((Health.Pass, 0), (errors.Health, errors.Value));
        Assert.Equal(Health.Pass, latency.Health);
        Assert.InRange(latency.Value!.Value, 50, 250);
    }

    [Fact]
    public async Task A_backend_that_has_just_begun_is_not_read_as_little_traffic()
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var prometheus = await StartedAsync(_ => Metrics((int)(50 * TimeProvider.System.GetElapsedTime(began).TotalSeconds), failed: null));
        var first = 0d;

        await UntilAsync(async () => (first = await prometheus.Client.ValueAsync(PrometheusQueries.Fill(Options.Queries.Traffic, West, Options.Window), TestContext.Current.CancellationToken)) > 0);

        // Of 50 a second its first two scrapes would show 6.
        Assert.InRange(first, 25, 75);
    }

    [Fact]
    public async Task A_backend_that_two_jobs_scrape_is_not_counted_twice()
    {
        await using var prometheus = await StartedAsync(scrape => Metrics(scrape * 10, failed: null), jobs: 2);
        var probe = new IngestProbe(prometheus.Client, Options, TimeProvider.System);

        await UntilAsync(async () => (await Record.ExceptionAsync(() => probe.ReadAsync(TestContext.Current.CancellationToken)))?.Message
            == "counted more than once: 2 jobs scrape the same target");
    }

    [Fact]
    public async Task A_counter_that_is_no_number_is_unknown()
    {
        await using var prometheus = await StartedAsync(_ => Sample("flk_ingest_total", double.NaN));
        var probe = new IngestProbe(prometheus.Client, Options, TimeProvider.System);

        await UntilAsync(async () => (await Record.ExceptionAsync(() => probe.ReadAsync(TestContext.Current.CancellationToken)))?.Message == "not a number (NaN)");
    }

    [Fact]
    public async Task A_tenth_answered_500_is_ten_percent_and_fails()
    {
        await using var prometheus = await StartedAsync(scrape => Metrics(scrape * 90, failed: scrape * 10));

        var errors = await ReadUntilAsync<Reading>(new ErrorsProbe(prometheus.Client, Options, Policy, TimeProvider.System), reading => reading.Value is > 8 and < 12); // the two queries are a moment apart

        Assert.Equal(Health.Fail, errors.Health);
    }

    [Fact]
    public async Task A_quarter_answered_from_the_dedup_store_is_25_percent()
    {
        await using var prometheus = await StartedAsync(scrape => Metrics(scrape * 40, failed: null) + Sample("flk_dedup_hits", scrape * 10));

        var hits = await ReadUntilAsync<Reading>(new DedupHitsProbe(prometheus.Client, Options, TimeProvider.System), reading => reading.Value > 0);

        Assert.Equal((Health.Pass, 25), (hits.Health, Math.Round(hits.Value!.Value, 3)));
    }

    [Fact]
    public async Task A_share_of_dedup_hits_of_no_requests_is_unknown_and_not_zero()
    {
        await using var prometheus = await StartedAsync(_ => Metrics(1000, failed: null) + Sample("flk_dedup_hits", 100));

        var hits = await ReadUntilAsync<Reading>(new DedupHitsProbe(prometheus.Client, Options, TimeProvider.System), _ => true);

        Assert.Equal((Health.Unknown, "no requests to measure"), (hits.Health, hits.Detail));
    }

    [Fact]
    public async Task Of_too_few_requests_the_error_share_says_nothing()
    {
        await using var prometheus = await StartedAsync(_ => Metrics(1000, failed: 500));

        var errors = await ReadUntilAsync<Reading>(new ErrorsProbe(prometheus.Client, Options, Policy, TimeProvider.System), _ => true);

        Assert.Equal((Health.Unknown, "too little traffic to judge"), (errors.Health, errors.Detail));
    }

    [Fact]
    public async Task Of_too_few_requests_the_latency_says_nothing_however_slow_they_are()
    {
        await using var prometheus = await StartedAsync(scrape => Metrics(scrape * 10, failed: null));
        var busy = new FleetPolicy { MinimumTraffic = 1000 };

        var latency = await ReadUntilAsync<Reading>(new LatencyProbe(prometheus.Client, Options, busy, TimeProvider.System), reading => reading.Detail != "no requests to measure");

        Assert.Equal((Health.Unknown, "too little traffic to judge"), (latency.Health, latency.Detail));
    }

    [Fact]
    public async Task A_target_that_vanished_has_no_series_and_is_never_zero()
    {
        await using var prometheus = await StartedAsync(scrape => Metrics(scrape * 10, failed: null));
        var probe = new IngestProbe(prometheus.Client, Options, TimeProvider.System);
        await ReadUntilAsync<Reading>(probe, reading => reading.Value > 0);

        prometheus.IsUp = false;

        var least = double.MaxValue;
        await UntilAsync(async () =>
        {
            try
            {
                least = Math.Min(least, ((Reading)(await probe.ReadAsync(TestContext.Current.CancellationToken))[0]).Value!.Value);
                return false;
            }
            catch (CouldNotAskException gone)
            {
                Assert.Equal("no series", gone.Message);
                return true;
            }
        });
        Assert.True(least > 0);
    }

    [Fact]
    public async Task A_query_that_is_wrong_is_told_in_the_servers_words()
    {
        await using var prometheus = await StartedAsync(_ => "");

        var refused = await Assert.ThrowsAsync<CouldNotAskException>(() => prometheus.Client.ValueAsync("sum(", TestContext.Current.CancellationToken));

        Assert.StartsWith("refused: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("parse error", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<RealPrometheus> StartedAsync(Func<int, string> metrics, int jobs = 1)
    {
        var prometheus = new RealPrometheus { Metrics = metrics, Jobs = jobs };
        await prometheus.StartAsync();
        return prometheus;
    }

    private static string Metrics(int served, int? failed) =>
        Sample("flk_ingest_total", served)
        + Sample("http_requests_total{code=\"200\"}", served)
        + (failed is { } errors ? Sample("http_requests_total{code=\"500\"}", errors) : "")
        + Sample("http_request_duration_seconds_bucket{le=\"0.05\"}", 0)
        + Sample("http_request_duration_seconds_bucket{le=\"0.25\"}", served)
        + Sample("http_request_duration_seconds_bucket{le=\"+Inf\"}", served)
        + Sample("http_request_duration_seconds_count", served);
}
