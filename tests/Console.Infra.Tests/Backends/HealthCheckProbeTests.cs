using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Backends;
using IncidentConsole.Infra.Tests.Probing;

namespace IncidentConsole.Infra.Tests.Backends;

public class HealthCheckProbeTests
{
    [Theory]
    [InlineData(200, Health.Pass, "200 OK")]
    [InlineData(503, Health.Fail, "503 Service Unavailable")]
    [InlineData(302, Health.Fail, "302 Found")]
    public async Task An_answer_is_judged_by_its_status(int status, Health health, string detail)
    {
        await using var server = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var probe = await ReadAsync(server.Url);

        Assert.Equal((health, "this console", 3), (probe.Result, probe.VantagePoint, probe.FailuresNeeded));
        Assert.StartsWith(detail, probe.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_refuses_has_failed()
    {
        var probe = await ReadAsync(new Uri("http://127.0.0.1:1/"));

        Assert.Equal((Health.Fail, "connection refused"), (probe.Result, probe.Detail));
    }

    [Fact]
    public async Task An_endpoint_that_hangs_has_failed()
    {
        await using var server = await StubServer.StartAsync(async context => await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));

        var probe = await ReadAsync(server.Url, seconds: 0.3);

        Assert.Equal((Health.Fail, "timed out after 0.3 s"), (probe.Result, probe.Detail));
    }

    [Fact]
    public async Task A_name_this_console_cannot_look_up_says_nothing_of_the_region() =>
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => ReadAsync(new Uri("http://nowhere.invalid/")));

    private static async Task<HealthProbe> ReadAsync(Uri url, double seconds = 30)
    {
        var options = new BackendsOptions { TimeBox = TimeSpan.FromSeconds(seconds) };
        using var http = RegisteredHttp.Clients.CreateClient(BackendProbes.Http);
        var probe = new HealthCheckProbe(new RegionId("eu-west"), url, options, http, TimeProvider.System);
        return Assert.IsType<HealthProbe>(Assert.Single(await probe.ReadAsync(TestContext.Current.CancellationToken)));
    }
}
