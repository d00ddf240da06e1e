using System.Net;
using IncidentConsole.Lab.Hosting;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Route53.Health;
using Microsoft.AspNetCore.Builder;

namespace IncidentConsole.Lab.Tests.Route53;

public class HealthChecksTests
{
    [Fact]
    public async Task Checkers_turn_with_the_endpoint_they_probe_and_back()
    {
        var port = FreePorts.Next();
        var endpoint = await ServeHealthAsync(port);
        await using var health = Watch(port);
        await Eventually.TrueAsync(() => health.Observations("eu").All(seen => seen.Status == "Success: HTTP Status Code 200, OK"));
        Assert.True(health.IsHealthy("eu"));

        await endpoint.DisposeAsync();
        await Eventually.TrueAsync(() => !health.IsHealthy("eu"));
        Assert.All(health.Observations("eu"), seen => Assert.Equal("Failure: Connection refused.", seen.Status));

        await using var again = await ServeHealthAsync(port);
        await Eventually.TrueAsync(() => health.IsHealthy("eu"));
    }

    private static HealthChecks Watch(int port)
    {
        var health = new HealthChecks(TimeProvider.System, [new HealthCheck
        {
            Id = "eu", EndPoint = new IPEndPoint(IPAddress.Loopback, port), DomainName = "eu-west-alb.example.com",
            Interval = TimeSpan.FromMilliseconds(20), FailureThreshold = 2,
        }]);
        health.Start();
        return health;
    }

    private static async Task<WebApplication> ServeHealthAsync(int port)
    {
        var app = LoopbackApp.Build(port, maxBodyBytes: 1000);
        app.MapGet("/health", () => "OK");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
