using System.Text.RegularExpressions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Prometheus;

namespace IncidentConsole.Infra.Tests.Defects;

[Collection(RehearsalTests.Name)]
public sealed partial class D03_Alerts_without_rules_never_fire(WorkingPrometheus without, Rehearsal rehearsal) : IClassFixture<WorkingPrometheus>
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact, Defect(3)]
    public async Task A_server_without_the_rules_is_silent_and_the_console_does_not_take_that_for_peace()
    {
        using var shell = new Shell();
        var alerts = AlertName().Matches(RunbookText.Lines(60, 63)).Select(name => name.Groups[1].Value).ToList();

        Assert.Equal(4, alerts.Count);
        Assert.Equal("[]\n", await shell.ReadAsync($"curl -fsS {without.Prometheus.Url}api/v1/alerts | jq -c .data.alerts"));
        Assert.Equal("[]\n", await shell.ReadAsync($"curl -fsS {without.Prometheus.Url}api/v1/rules | jq -c .data.groups"));
        Assert.Equal($"eu-west Prometheus: no rule for {string.Join(", ", alerts)}", await DependencyOn(without.Prometheus.Url).CheckAsync(CancellationToken));
        Assert.Null(await rehearsal.Dependency("Prometheus").CheckAsync(CancellationToken)); // the range's servers have them
    }

    [Fact, Defect(3)]
    public async Task No_backend_exports_a_lag_and_the_console_measures_it_in_S3()
    {
        using var shell = new Shell();

        var metrics = await shell.ReadAsync($"curl -fsS {rehearsal.Region("us-east").LoadBalancer.TrimEnd('/')}/metrics");

        Assert.DoesNotContain("lag", metrics, StringComparison.OrdinalIgnoreCase);
        await rehearsal.UntilAsync("a heartbeat has crossed over", async () =>
            await rehearsal.ProbeAsync("wal-lag/eu-west/us-east") is [WalLag { Health: Health.Pass, Lag: not null }]);
    }

    private static PrometheusDependency DependencyOn(Uri url)
    {
        var options = Microsoft.Extensions.Options.Options.Create(new PrometheusOptions { TimeBox = TimeSpan.FromSeconds(30), Regions = { ["eu-west"] = new() { Url = url } } });
        return new(new PrometheusClients(options, new OneClient(), TimeProvider.System), options, TimeProvider.System);
    }

    private sealed class OneClient : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new();
    }

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex AlertName();
}
