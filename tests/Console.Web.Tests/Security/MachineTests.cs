using System.Net;
using IncidentConsole.Web.Security;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Security;

public sealed class MachineTests : IAsyncLifetime
{
    private static readonly object Alerts = new { version = "4", status = "firing", alerts = Array.Empty<object>() };
    private TestConsole console = null!;

    public async ValueTask InitializeAsync() => console = await TestConsole.StartAsync(
        "--Access:Machines:0:Name", "alertmanager", "--Access:Machines:0:Scope", "alerts", "--Access:Machines:0:TokenHash",
            Accounts.TokenHash(TestConsole.Token("alertmanager")),
        "--Access:Machines:1:Name", "prometheus", "--Access:Machines:1:Scope", "metrics", "--Access:Machines:1:TokenHash",
            Accounts.TokenHash(TestConsole.Token("prometheus")));

    public ValueTask DisposeAsync() => console.DisposeAsync();

    [Fact]
    public async Task Alertmanagers_token_tells_of_alerts_and_Prometheus_reads_the_metrics()
    {
        using var alertmanager = console.As("alertmanager");
        using var prometheus = console.As("prometheus");

        await alertmanager.PostAsync("/api/v1/alerts", Alerts, HttpStatusCode.Accepted);
        Assert.Contains("console_open_circuits", await prometheus.GetStringAsync("/metrics", TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alertmanager", "POST /api/v1/alerts")]
    [InlineData("prometheus", "GET /metrics")]
    public async Task It_can_do_nothing_else_and_is_told_what_it_can(string machine, string can)
    {
        using var commander = console.As("commander");
        var incident = $"/api/v1/incidents/{await commander.DeclareAsync()}";
        using var client = console.As(machine);
        string[] reads = ["/api/v1/board", "/api/v1/incidents", $"{incident}/timeline", "/api/v1/alerts", "/hubs/incidents",
            machine == "prometheus" ? "/api/v1/actions" : "/metrics"];
        string[] changes = [$"{incident}/plans/{Guid.NewGuid()}/approve", $"{incident}/notes", $"{incident}/messages/update/send",
            "/api/v1/actions/stop", "/api/v1/incidents"];
        if (machine == "prometheus") changes = [.. changes, "/api/v1/alerts"];

        foreach (var path in reads) Assert.Contains($"All it can do is {can};", (await client.GetAsync(path, HttpStatusCode.Forbidden))
            .Text("detail"), StringComparison.Ordinal);
        foreach (var path in changes) await client.PostAsync(path, new { }, HttpStatusCode.Forbidden);
        await client.GetAsync("/", HttpStatusCode.Forbidden);
        using var stranger = console.As("stranger");
        await stranger.GetAsync("/", HttpStatusCode.Unauthorized);
        using var browser = console.As(null);
        using var signedIn = await browser.SignInAsync(machine, TestConsole.Token(machine));
        Assert.StartsWith("/sign-in?failed=true", signedIn.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }
}
