using IncidentConsole.Domain.Actions;
using IncidentConsole.Lab.Route53;
using Change = IncidentConsole.Domain.Actions.Change;

namespace IncidentConsole.Infra.Tests.Dns;

public class Route53ActuatorTests
{
    private readonly Reports reports = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Weights_are_moved_in_the_policy_that_is_there_and_undo_restores_exactly()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);
        var original = range.Api.Zone.RecordSets;
        var change = await range.AwayFromEuWestAsync();

        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);
        Assert.Equal([0, 100], range.Api.Zone.RecordSets.Select(set => set.Weight).OfType<long>());
        Assert.True((await range.ReadAsync()).IsSameAs(change.After));

        await range.Actuator.ApplyAsync(change.Undo, reports.Report, CancellationToken);
        Assert.Equal(original, range.Api.Zone.RecordSets);
    }

    [Fact]
    public async Task A_simple_record_stays_simple()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Simple);
        var before = await range.ReadAsync();
        var after = new DnsState([before.Records[0] with { Values = ["us-east-alb.example.com"] }]);

        await range.Actuator.ApplyAsync(new Change(DnsRange.Target, before, after), reports.Report, CancellationToken);

        var record = Assert.Single(range.Api.Zone.RecordSets, set => set.Name == "api.example.com.");
        Assert.Equal(("CNAME", null, "us-east-alb.example.com."), (record.Type, record.SetIdentifier, record.Values[0]));
    }

    [Fact]
    public async Task A_change_of_policy_is_one_batch_that_deletes_first()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);
        var before = await range.ReadAsync();
        var after = new DnsState([before.Records[1] with { SetIdentifier = null, Weight = null }]);

        await range.Actuator.ApplyAsync(new Change(DnsRange.Target, before, after), reports.Report, CancellationToken);

        Assert.True((await range.ReadAsync()).IsSameAs(after));
    }

    [Fact]
    public async Task An_alias_is_read_and_written_whole()
    {
        var alias = new ResourceRecordSet { Name = "api.example.com.", Type = "A", Alias = new AliasTarget("Z1234", "eu-west-alb.example.com.", false) };
        await using var range = await DnsRange.StartAsync(new Route53Options
        {
            RecordSets = [alias, .. RegionRecords.Simple("other.example.com", 10, DnsRange.Regions)], InSyncAfter = TimeSpan.Zero,
        });
        var before = await range.ReadAsync();
        var record = before.Records[0];
        var change = new Change(DnsRange.Target, before, new DnsState([record with { Alias = record.Alias! with { DnsName = "us-east-alb.example.com" } }]));

        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);
        var followed = await range.Actuator.FollowAsync(change, reports.Report, CancellationToken);
        Assert.Contains("2 of 2 name servers answer us-east-alb.example.com", followed);

        await range.Actuator.ApplyAsync(change.Undo, reports.Report, CancellationToken);
        Assert.Equal(alias, range.Api.Zone.RecordSets.Single(set => set.Name == alias.Name));
    }

    [Fact]
    public async Task A_plan_whose_before_is_no_longer_true_is_refused_and_nothing_changes()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);
        var change = await range.AwayFromEuWestAsync();
        var other = new Change(DnsRange.Target, change.Before, new DnsState([.. ((DnsState)change.Before).Records.Select(record => record with { Weight = 7 })]));
        await range.Actuator.ApplyAsync(other, reports.Report, CancellationToken);

        var refused = await Assert.ThrowsAsync<ActuatorRefusedException>(() => range.Actuator.ApplyAsync(change, reports.Report, CancellationToken));

        Assert.Contains("changed meanwhile", refused.Message);
        Assert.All(((DnsState)other.After).Records, record => Assert.Equal(7, record.Weight));
        Assert.True((await range.ReadAsync()).IsSameAs(other.After));
    }

    [Fact]
    public async Task A_throttled_change_is_sent_again_and_everybody_can_see_it()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);
        var change = await range.AwayFromEuWestAsync();
        range.Fault("route53-throttle", ("times", "2"));

        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);

        Assert.Equal(2, reports.Texts.Count(text => text.StartsWith("Route 53: Throttling: Rate exceeded; try ", StringComparison.Ordinal)));
        Assert.True((await range.ReadAsync()).IsSameAs(change.After));
    }

    [Fact]
    public async Task Endless_throttling_ends_with_nothing_done()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted, ("Dns:Route53:ThrottlePatience", "00:00:01"));
        var change = await range.AwayFromEuWestAsync();
        range.Fault("route53-throttle");

        var unavailable = await Assert.ThrowsAsync<ActuatorUnavailableException>(() => range.Actuator.ApplyAsync(change, reports.Report, CancellationToken));

        Assert.Equal("Route 53: Throttling: Rate exceeded", unavailable.Message);
        range.Faults.Clear("route53-throttle");
        Assert.True((await range.ReadAsync()).IsSameAs(change.Before));
    }

    [Theory]
    [InlineData(ChangeBatchErrorForm.ErrorResponse)]
    [InlineData(ChangeBatchErrorForm.OwnRoot)]
    public async Task A_refusal_shows_the_words_of_Route_53(ChangeBatchErrorForm form)
    {
        await using var range = await DnsRange.StartAsync(new Route53Options
        {
            RecordSets = DnsRange.Weighted.RecordSets, InSyncAfter = TimeSpan.Zero, ChangeBatchErrors = form,
        });
        var change = await range.AwayFromEuWestAsync();
        range.Fault("route53-refuse", ("message", "RRSet with DNS name api.example.com. is locked"));

        var refused = await Assert.ThrowsAsync<ActuatorRefusedException>(() => range.Actuator.ApplyAsync(change, reports.Report, CancellationToken));

        Assert.Equal("Route 53: InvalidChangeBatch: RRSet with DNS name api.example.com. is locked", refused.Message);
        Assert.True((await range.ReadAsync()).IsSameAs(change.Before));
    }

    [Fact]
    public async Task A_wrong_key_is_told_without_showing_it()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted, ("Dns:Route53:SecretKey", "not-the-secret"));

        var unavailable = await Assert.ThrowsAsync<ActuatorUnavailableException>(range.ReadAsync);

        Assert.StartsWith("Route 53: SignatureDoesNotMatch", unavailable.Message);
        Assert.DoesNotContain("not-the-secret", unavailable.Message);
    }

    [Fact]
    public async Task A_refused_connection_is_unavailable()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted, ("Dns:Route53:ServiceUrl", "http://127.0.0.1:1"));

        var unavailable = await Assert.ThrowsAsync<ActuatorUnavailableException>(range.ReadAsync);

        Assert.Equal("Route 53: connection refused", unavailable.Message);
    }

    [Fact]
    public async Task A_service_that_hangs_is_given_up()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted, ("Dns:Route53:CallTimeout", "00:00:00.5"));
        range.Fault("route53-down", ("how", "hang"));

        var unavailable = await Assert.ThrowsAsync<ActuatorUnavailableException>(range.ReadAsync);

        Assert.Equal("Route 53: timed out after 0.5 s", unavailable.Message);
    }
}
