using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Backends;
using IncidentConsole.Infra.Prometheus;
using IncidentConsole.Infra.Readiness;
using IncidentConsole.Infra.Tests.Kubernetes;
using IncidentConsole.Infra.Tests.Probing;
using IncidentConsole.Infra.Tests.Prometheus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Options = Microsoft.Extensions.Options.Options;

namespace IncidentConsole.Infra.Tests.Readiness;

/// <summary>Dashboards, certificates, Prometheus, the console's own settings.</summary>
public class HttpReadinessTests
{
    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, Health.Pass)]
    [InlineData(302, Health.Pass)]
    [InlineData(401, Health.Pass)]
    [InlineData(404, Health.Fail)]
    public async Task A_dashboard_that_answers_passes_even_when_one_must_sign_in(int status, Health expected)
    {
        await using var server = await StubServer.StartAsync(context => StubServer.JsonAsync(context, "{}", status));
        Assert.Equal(expected, (await DashboardsAsync(("Overview", server.Url.ToString()))).Verdict);
    }

    [Fact]
    public async Task A_dashboard_that_is_away_is_unknown_and_none_at_all_fails()
    {
        Assert.Equal(Health.Unknown, (await DashboardsAsync(("Overview", "http://127.0.0.1:1/"))).Verdict);
        Assert.Equal(Health.Fail, (await DashboardsAsync()).Verdict);
    }

    [Theory]
    [InlineData("""["RegionDown","WalReplicationLag","CrossRegionLatency","DedupDivergence"]""", Health.Pass)]
    [InlineData("""["RegionDown"]""", Health.Fail)]
    public async Task Rules_that_are_not_loaded_fail_by_name(string names, Health expected)
    {
        var rules = string.Join(',', System.Text.Json.JsonSerializer.Deserialize<string[]>(names)!.Select(name => $$"""{"name":"{{name}}"}"""));
        await using var server = await StubServer.StartAsync(context => StubServer.JsonAsync(context, "{\"status\":\"success\",\"data\":{\"groups\":[{\"rules\":[" + rules + "]}]}}"));

        var finding = await Prometheus(server.Url, "alert-rules").CheckAsync(Ends);

        Assert.Equal(expected, finding.Verdict);
        if (expected == Health.Fail) Assert.Equal("eu-west: no rule for WalReplicationLag, CrossRegionLatency, DedupDivergence", finding.Detail);
    }

    [Theory]
    [InlineData("""["eu-west","us-east"]""", """["backend"]""", Health.Pass)]
    [InlineData("""["prod"]""", """["backend"]""", Health.Fail)]
    [InlineData("[]", """["backend"]""", Health.Fail)]
    [InlineData("[]", "[]", Health.Unknown)]
    public async Task Metrics_without_the_regions_own_id_fail_once_there_are_any(string regions, string jobs, Health expected)
    {
        await using var server = await StubServer.StartAsync(context => StubServer.JsonAsync(context,
            "{\"status\":\"success\",\"data\":" + (context.Request.Path.Value!.Contains("/job/", StringComparison.Ordinal) ? jobs : regions) + "}"));
        Assert.Equal(expected, (await Prometheus(server.Url, "region-ids").CheckAsync(Ends)).Verdict);
    }

    [Fact]
    public async Task Regions_that_a_console_speaks_of_are_no_label_of_the_regions_own_metrics()
    {
        await using var prometheus = new RealPrometheus { Metrics = _ => RealPrometheus.Sample("console_region_down{region=\"eu-west\"}", 0), Labels = "{}" };
        await prometheus.StartAsync();
        await RealPrometheus.UntilAsync(async () => await prometheus.Client.FindAsync("console_region_down", TimeProvider.System.GetUtcNow(), Ends) is not null);

        var finding = await Prometheus(prometheus.Url, "region-ids").CheckAsync(Ends);

        Assert.Equal((Health.Fail, "eu-west: no target has a label region"), (finding.Verdict, finding.Detail));
    }

    [Fact]
    public async Task A_Prometheus_that_is_away_is_unknown()
    {
        Assert.Equal(Health.Unknown, (await Prometheus(new("http://127.0.0.1:1"), "alert-rules").CheckAsync(Ends)).Verdict);
        Assert.Equal(Health.Unknown, (await Prometheus(new("http://127.0.0.1:1"), "region-ids").CheckAsync(Ends)).Verdict);
    }

    [Fact]
    public async Task The_end_of_a_certificate_is_read_from_the_wire_and_one_that_is_near_fails()
    {
        await using var cluster = await ClusterRange.StartAsync();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var check = new CertificatesLast([new Endpoints([("eu-west Kubernetes", cluster.Api.SecureAddress), ("plain", cluster.Api.Address)])], new FleetPolicy(), time);

        var finding = await check.CheckAsync(Ends);
        Assert.Equal(Health.Pass, finding.Verdict);
        Assert.StartsWith("eu-west Kubernetes: ends 2", finding.Detail, StringComparison.Ordinal);

        time.Advance(TimeSpan.FromDays(20_000));
        Assert.Equal(Health.Fail, (await check.CheckAsync(Ends)).Verdict);
    }

    [Theory]
    [InlineData(10, 3, Health.Pass)]
    [InlineData(30, 3, Health.Fail)]
    [InlineData(10, 5, Health.Fail)]
    public async Task Probes_slower_or_milder_than_the_runbooks_fail(int seconds, int failures, Health expected) => Assert.Equal(expected,
        (await new ProbeSettings(Options.Create(new BackendsOptions { Every = TimeSpan.FromSeconds(seconds), FailuresNeeded = failures }), new FleetPolicy()).CheckAsync(Ends)).Verdict);

    private static async Task<ReadinessFinding> DashboardsAsync(params (string Title, string Address)[] links)
    {
        await using var services = new ServiceCollection().AddReadiness().BuildServiceProvider();
        var policy = new FleetPolicy { Links = links.ToDictionary(link => link.Title, link => link.Address) };
        return await new DashboardsReachable(policy, services.GetRequiredService<IHttpClientFactory>(), TimeProvider.System).CheckAsync(Ends);
    }

    private static IReadinessCheck Prometheus(Uri url, string key) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Prometheus:Regions:eu-west:Url"] = url.ToString(), ["Prometheus:TimeBox"] = "00:00:30" }).Build())
        .AddSingleton(TimeProvider.System)
        .AddPrometheus()
        .BuildServiceProvider()
        .GetServices<IReadinessCheck>().Single(check => check.Key == key);
}
