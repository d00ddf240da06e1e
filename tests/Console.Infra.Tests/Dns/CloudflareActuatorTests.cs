using IncidentConsole.Domain.Actions;
using IncidentConsole.Lab.Cloudflare;
using Change = IncidentConsole.Domain.Actions.Change;

namespace IncidentConsole.Infra.Tests.Dns;

public class CloudflareActuatorTests
{
    private readonly Reports reports = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_load_balancer_reads_as_one_weighted_record_set_a_pool()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted);

        var state = await range.ReadAsync();

        Assert.Collection(state.Lines,
            line => Assert.Matches("^api.example.com LB eu-west weight 100 → eu-west-alb.example.com TTL 10 health check 30a[0-9a-f]{29}$", line),
            line => Assert.Matches("^api.example.com LB us-east weight 100 → us-east-alb.example.com TTL 10 health check 30a[0-9a-f]{29}$", line));
    }

    [Fact]
    public async Task Weights_are_moved_in_one_call_and_undo_restores_where_users_go()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted);
        var change = await range.AwayFromEuWestAsync();

        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);
        Assert.Equal([0m, 1m], range.Balancer.DefaultPools.Select(range.Balancer.WeightOf));
        Assert.Equal(1, range.Api.Zone.Changes);

        await range.Actuator.ApplyAsync(change.Undo, reports.Report, CancellationToken);
        Assert.Equal([1m, 1m], range.Balancer.DefaultPools.Select(range.Balancer.WeightOf));
        Assert.True((await range.ReadAsync()).IsSameAs(change.Before));
    }

    [Fact]
    public async Task What_a_change_does_not_touch_stays_as_it_was_written()
    {
        var usual = CloudflareRange.Weighted;
        var (west, east) = (RegionPools.PoolId("eu-west"), RegionPools.PoolId("us-east"));
        var balancer = usual.LoadBalancers[0] with { DefaultWeight = 0.3m, PoolWeights = usual.LoadBalancers[0].PoolWeights.SetItem(west, 0.37m) };
        await using var range = await CloudflareRange.StartAsync(new() { Records = usual.Records, Pools = usual.Pools, LoadBalancers = [balancer], ServedAfter = TimeSpan.Zero });
        var change = await range.AwayFromEuWestAsync();

        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);
        Assert.Equal((0m, 0.3m, 0.3m), (range.Balancer.WeightOf(west), range.Balancer.WeightOf(east), range.Balancer.DefaultWeight));

        await range.Actuator.ApplyAsync(change.Undo, reports.Report, CancellationToken);
        Assert.Equal(0.37m, range.Balancer.WeightOf(west));
    }

    [Fact]
    public async Task A_plain_record_is_moved_in_place_and_undo_restores_exactly()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Simple);
        var original = range.Api.Zone.Content.Records.Order(ById).ToList();
        var change = await range.AwayFromEuWestAsync();

        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);
        Assert.Equal("us-east-alb.example.com", range.Api.Zone.Content.Records.Single(record => record.Name == "api.example.com").Content);
        Assert.True((await range.ReadAsync()).IsSameAs(change.After));

        await range.Actuator.ApplyAsync(change.Undo, reports.Report, CancellationToken);
        Assert.Equal(original, range.Api.Zone.Content.Records.Order(ById));
    }

    [Fact]
    public async Task An_automatic_ttl_is_shown_in_seconds_and_stays_automatic()
    {
        var usual = CloudflareRange.Simple;
        await using var range = await CloudflareRange.StartAsync(new()
        {
            Records = [.. usual.Records.Select(record => record.Type == "CNAME" ? record with { Ttl = 1 } : record)], ServedAfter = TimeSpan.Zero,
        });
        var change = await range.AwayFromEuWestAsync();

        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);

        Assert.Equal("api.example.com CNAME → us-east-alb.example.com TTL 300", Assert.Single((await range.ReadAsync()).Lines));
        Assert.Equal(1, range.Api.Zone.Content.Records.Single(record => record.Type == "CNAME").Ttl);
    }

    [Fact]
    public async Task Another_type_takes_the_place_of_a_record_in_one_batch()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Simple);
        var before = await range.ReadAsync();
        var after = new DnsState([before.Records[0] with { Type = "A", Values = ["127.0.1.1", "127.0.2.1"] }]);

        await (await range.Provider.ListAsync(CloudflareRange.Target.Name, CancellationToken))
            .ChangeAsync(new Change(CloudflareRange.Target, before, after), CancellationToken);

        Assert.True((await range.ReadAsync()).IsSameAs(after));
        Assert.Equal(1, range.Api.Zone.Changes);
    }

    [Fact]
    public async Task A_plan_whose_before_is_no_longer_true_is_refused_and_nothing_changes()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted);
        var change = await range.AwayFromEuWestAsync();
        var other = new Change(CloudflareRange.Target, change.Before, new DnsState([.. ((DnsState)change.Before).Records.Select(record => record with { Weight = 7 })]));
        await range.Actuator.ApplyAsync(other, reports.Report, CancellationToken);

        var refused = await Assert.ThrowsAsync<ActuatorRefusedException>(() => range.Actuator.ApplyAsync(change, reports.Report, CancellationToken));

        Assert.Contains("changed meanwhile", refused.Message);
        Assert.True((await range.ReadAsync()).IsSameAs(other.After));
    }

    [Fact]
    public async Task A_change_that_is_there_already_is_not_sent_again()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted);
        var change = await range.AwayFromEuWestAsync();

        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);
        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);

        Assert.Equal(1, range.Api.Zone.Changes);
    }

    [Fact]
    public async Task A_weight_beyond_what_Cloudflare_has_is_refused_before_anything_is_sent()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted);
        var before = await range.ReadAsync();
        var change = new Change(CloudflareRange.Target, before, new DnsState([.. before.Records.Select(record => record with { Weight = 255 })]));

        var refused = await Assert.ThrowsAsync<ActuatorRefusedException>(() => range.Actuator.ApplyAsync(change, reports.Report, CancellationToken));

        Assert.Contains("weights end at 1.00", refused.Message);
        Assert.Equal(0, range.Api.Zone.Changes);
    }

    [Fact]
    public async Task Nobody_is_sent_to_a_pool_that_is_disabled()
    {
        var usual = CloudflareRange.Weighted;
        await using var range = await CloudflareRange.StartAsync(new()
        {
            Records = usual.Records, LoadBalancers = usual.LoadBalancers, Pools = [usual.Pools[0], usual.Pools[1] with { Enabled = false }], ServedAfter = TimeSpan.Zero,
        });
        var before = await range.ReadAsync();
        Assert.Equal([100, 0], before.Records.Select(record => record.Weight));
        var change = new Change(CloudflareRange.Target, before, new DnsState([.. before.Records.Select(record => record with { Weight = 100 - record.Weight })]));

        var refused = await Assert.ThrowsAsync<ActuatorRefusedException>(() => range.Actuator.ApplyAsync(change, reports.Report, CancellationToken));

        Assert.Contains("pool us-east, which is disabled", refused.Message);
        Assert.Equal(0, range.Api.Zone.Changes);
    }

    [Fact]
    public async Task Weights_on_a_plain_record_are_refused()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Simple);
        var before = await range.ReadAsync();
        var change = new Change(CloudflareRange.Target, before, new DnsState([before.Records[0] with { SetIdentifier = "eu-west", Weight = 100 }]));

        var refused = await Assert.ThrowsAsync<ActuatorRefusedException>(() => range.Actuator.ApplyAsync(change, reports.Report, CancellationToken));

        Assert.Contains("weights need a load balancer", refused.Message);
        Assert.Equal(0, range.Api.Zone.Changes);
    }

    private static IComparer<DnsRecord> ById { get; } = Comparer<DnsRecord>.Create((left, right) => string.CompareOrdinal(left.Id, right.Id));
}
