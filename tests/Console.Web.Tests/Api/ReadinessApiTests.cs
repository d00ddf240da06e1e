using System.Net;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

public sealed class ReadinessApiTests
{
    [Fact]
    public async Task Each_check_has_a_verdict_and_a_failed_one_says_what_to_do()
    {
        await using var console = await TestConsole.StartAsync("--Dns:Route53:HostedZoneId", "Z1", "--Postgres:ConnectionString", "Host=127.0.0.1;Port=1;Database=console");
        using var viewer = console.As("viewer");
        var now = TimeProvider.System.GetUtcNow();
        console.Services.GetRequiredService<Live<ReadinessBoard>>().Update(board => board
            .With("wal-versioning", ReadinessFinding.Fail("eu-west: off", "Switch it on."), now)
            .With("capacity", ReadinessFinding.Pass("3 pods"), now));

        var checks = (await viewer.GetAsync("/api/v1/readiness", HttpStatusCode.OK)).GetProperty("checks").EnumerateArray().ToDictionary(check => check.Text("key"));

        Assert.Equal(("fail", "eu-west: off", "Switch it on."), (checks["wal-versioning"].Text("verdict"), checks["wal-versioning"].Text("detail"), checks["wal-versioning"].Text("remedy")));
        Assert.Equal("pass", checks["capacity"].Text("verdict"));
        Assert.Equal(("unknown", "not asked yet"), (checks["dedup-ttl"].Text("verdict"), checks["dedup-ttl"].Text("detail")));
        // Every row of the runbook's section 1 and every action has one.
        Assert.Superset(
            new HashSet<string> { "probe-settings", "provider-health-checks", "dedup-ttl", "wal-replication", "region-ids", "replicas", "alert-rules", "dashboards", "dns-ttl", "dns-read", "dns-change", "kubernetes-dry-run", "wal-write", "redis-permissions", "warm-store-permissions", "timeline-permissions", "certificates", "kubernetes-tokens", "message-addresses", "message-channels", "second-person", "last-rehearsal" },
            checks.Keys.ToHashSet());
    }

    [Fact]
    public async Task A_responder_has_every_check_asked_now_and_a_viewer_does_not()
    {
        await using var console = await TestConsole.StartAsync();
        using var responder = console.As("responder");
        using var viewer = console.As("viewer");
        var called = console.Services.GetRequiredService<ReadinessCall>().Next;

        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.PostAsync("/api/v1/readiness/ask", null, TestContext.Current.CancellationToken)).StatusCode);
        Assert.False(called.IsCompleted);
        Assert.Equal(HttpStatusCode.Accepted, (await responder.PostAsync("/api/v1/readiness/ask", null, TestContext.Current.CancellationToken)).StatusCode);
        Assert.True(called.IsCompleted);
    }

    [Fact]
    public async Task Nobody_reads_it_without_an_account()
    {
        await using var console = await TestConsole.StartAsync();
        using var nobody = console.As(null);
        await nobody.GetAsync("/api/v1/readiness", HttpStatusCode.Unauthorized);
    }
}
