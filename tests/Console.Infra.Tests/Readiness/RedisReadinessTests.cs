using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Redis;
using IncidentConsole.Infra.Tests.Redis;
using Options = Microsoft.Extensions.Options.Options;

namespace IncidentConsole.Infra.Tests.Readiness;

public sealed class RedisReadinessTests(TwoRedis redis) : IClassFixture<TwoRedis>
{
    private static readonly FleetPolicy Policy = new() { Regions = [new RegionPolicy { Id = "eu-west" }] };

    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_with_all_rights_passes_one_without_SET_fails_and_one_that_may_not_ask_is_unknown()
    {
        await redis.Left.ExecuteAsync("ACL", "SETUSER", "reader", "on", ">pw", "~*", "+@all", "-set");
        await redis.Left.ExecuteAsync("ACL", "SETUSER", "plain", "on", ">pw", "~*", "+@all", "-acl");

        Assert.Equal(Health.Pass, (await PermissionsAsync("")).Verdict);
        var lacking = await PermissionsAsync(",user=reader,password=pw");
        Assert.Equal((Health.Fail, "eu-west: reader may not: SET pcs:readiness, SET console:probe:readiness, SET pcs-rebuild:readiness"), (lacking.Verdict, lacking.Detail));
        Assert.Equal(Health.Unknown, (await PermissionsAsync(",user=plain,password=pw")).Verdict);
        Assert.False(await redis.Left.KeyExistsAsync("pcs:readiness"));
    }

    [Fact]
    public async Task The_time_to_live_is_measured_on_the_keys_that_are_there()
    {
        await redis.EmptyAsync();
        Assert.Equal((Health.Unknown, "eu-west: no dedup entry is there to measure"), await TtlAsync());

        await redis.Left.StringSetAsync("pcs:a", "{}", TimeSpan.FromDays(13));
        await redis.Left.StringSetAsync("other:b", "{}");
        var (verdict, detail) = await TtlAsync();
        Assert.Equal(Health.Unknown, verdict);
        Assert.Equal("eu-west: the longest of 1 sampled entries has 12 d left; the WAL lag is not known", detail);

        await redis.Left.StringSetAsync("pcs:c", "{}");
        Assert.Equal((Health.Fail, "eu-west: 1 of 2 sampled entries never end"), await TtlAsync());
    }

    [Fact]
    public void The_longest_lag_decides()
    {
        var (lifetime, since) = (TimeSpan.FromDays(14), new DateTimeOffset(2026, 11, 23, 10, 30, 0, TimeSpan.Zero));
        Assert.Equal(Health.Pass, DedupTtl.Judge([TimeSpan.FromDays(13)], lifetime, TimeSpan.FromMinutes(5), since).Verdict);
        Assert.EndsWith("the longest lag measured since 10:30:00 UTC was 5 min", DedupTtl.Judge([TimeSpan.FromDays(13)], lifetime, TimeSpan.FromMinutes(5), since).Detail);
        Assert.Equal(Health.Fail, DedupTtl.Judge([TimeSpan.FromMinutes(4)], lifetime, TimeSpan.FromMinutes(5), since).Verdict);
        Assert.Equal(Health.Fail, DedupTtl.Judge([TimeSpan.FromDays(20)], lifetime, TimeSpan.FromMinutes(5), since).Verdict);
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_unknown()
    {
        var options = Options.Create(new RedisOptions { Regions = { ["eu-west"] = new() { Connection = "127.0.0.1:1" } } });
        await using var connections = new RedisConnections(options.Value);
        Assert.Equal(Health.Unknown, (await new RedisPermissions(Policy, connections, TimeProvider.System).CheckAsync(Ends)).Verdict);
    }

    private async Task<(Health, string)> TtlAsync()
    {
        var options = Options.Create(redis.Options());
        await using var connections = new RedisConnections(options.Value);
        var finding = await new DedupTtl(Policy, options, connections, new Live<FleetSnapshot>(FleetSnapshot.Of(Policy.RegionIds)), TimeProvider.System).CheckAsync(Ends);
        return (finding.Verdict, finding.Detail);
    }

    private async Task<Domain.Readiness.ReadinessFinding> PermissionsAsync(string more)
    {
        var options = Options.Create(new RedisOptions { Regions = { ["eu-west"] = new() { Connection = $"127.0.0.1:{redis.LeftServer.Port}{more}" } }, TimeBox = TimeSpan.FromSeconds(20) });
        await using var connections = new RedisConnections(options.Value);
        return await new RedisPermissions(Policy, connections, TimeProvider.System).CheckAsync(Ends);
    }
}
