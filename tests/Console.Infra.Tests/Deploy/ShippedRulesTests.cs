using System.Text.Json;
using IncidentConsole.Infra.Tests.Defects;

namespace IncidentConsole.Infra.Tests.Deploy;

/// <summary>What is shipped for Prometheus and Grafana, as Prometheus' own tool judges it.</summary>
public sealed class ShippedRulesTests
{
    private static readonly string Folder = Path.Combine(Repository.Top, "deploy");

    [Fact]
    public async Task Prometheus_takes_the_rules() =>
        Assert.Contains("SUCCESS", await ShellRun.RunAsync($"promtool check rules {Folder}/prometheus/incident-console.rules.yml"), StringComparison.Ordinal);

    [Fact]
    public async Task Each_alert_fires_when_it_must_and_not_before() =>
        Assert.Contains("SUCCESS", await ShellRun.RunAsync($"promtool test rules {Folder}/prometheus/incident-console.rules.test.yml"), StringComparison.Ordinal);

    [Fact]
    public async Task The_runbooks_four_alerts_are_there_and_each_has_a_test_of_when_it_fires()
    {
        var rules = await File.ReadAllTextAsync($"{Folder}/prometheus/incident-console.rules.yml", TestContext.Current.CancellationToken);
        var tests = await File.ReadAllTextAsync($"{Folder}/prometheus/incident-console.rules.test.yml", TestContext.Current.CancellationToken);
        Assert.All(["RegionDown", "WalReplicationLag", "CrossRegionLatency", "DedupDivergence"], alert =>
        {
            Assert.Contains($"- alert: {alert}\n", rules, StringComparison.Ordinal);
            Assert.Contains($"alertname: {alert}", tests, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("multi-region-overview.json", "Multi-Region Overview")]
    [InlineData("wal-replication.json", "WAL Replication")]
    [InlineData("dedup-health.json", "Dedup Health")]
    public async Task Prometheus_understands_every_query_of_a_dashboard(string file, string title)
    {
        using var dashboard = JsonDocument.Parse(await File.ReadAllTextAsync($"{Folder}/grafana/{file}", TestContext.Current.CancellationToken));
        Assert.Equal(title, dashboard.RootElement.GetProperty("title").GetString());
        var queries = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _)).SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!.Replace("$__rate_interval", "5m", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(queries);

        // As recording rules they are read by the very parser that answers queries.
        var rules = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(rules, JsonSerializer.Serialize(new
            {
                groups = new[] { new { name = "queries", rules = queries.Select((expr, at) => new { record = $"query:{at}", expr }) } },
            }), TestContext.Current.CancellationToken);
            Assert.Contains($"{queries.Count} rules found", await ShellRun.RunAsync($"promtool check rules --lint=none {rules}"), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(rules);
        }
    }
}
