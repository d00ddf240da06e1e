using System.Collections.Immutable;
using System.Net;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Lab.Route53;
using IncidentConsole.Lab.Route53.Health;
using Change = IncidentConsole.Domain.Actions.Change;

namespace IncidentConsole.Infra.Tests.Dns;

/// <summary>Item 15 on the wire: the plan the item draws up from what Route 53 lists, sent to Route 53 (defect 72).</summary>
public class RecoveryPairTests
{
    private readonly Reports reports = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private static readonly FleetPolicy Policy = new()
    {
        PublicName = DnsRange.PublicName,
        Regions = [.. DnsRange.Regions.Select(region => new RegionPolicy { Id = region.Region, LoadBalancer = $"{region.Region}-alb.example.com", HealthCheckId = $"health-{region.Region}" })],
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Both_records_with_their_health_checks_are_one_batch_and_undo_is_the_swap(bool isWeighted)
    {
        await using var range = await DnsRange.StartAsync(Watched(isWeighted ? DnsRange.Weighted : DnsRange.Simple), Policy);
        await MoveAwayAsync(range);
        var original = range.Api.Zone.RecordSets;
        var batches = range.Api.Zone.Changes.Count;
        var change = await PlanAsync(range);

        await range.Actuator.ApplyAsync(change, reports.Report, CancellationToken);

        Assert.Equal(batches + 1, range.Api.Zone.Changes.Count);
        Assert.Equal([("eu-west", 0L, "health-eu-west"), ("us-east", 100L, "health-us-east")],
            Named(range).OrderBy(set => set.SetIdentifier, StringComparer.Ordinal).Select(set => (set.SetIdentifier!, set.Weight!.Value, set.HealthCheckId!)));
        Assert.Contains("2 of 2 name servers answer", await range.Actuator.FollowAsync(change, reports.Report, CancellationToken));

        await range.Actuator.ApplyAsync(change.Undo, reports.Report, CancellationToken);
        Assert.Equal(original.OrderBy(set => (set.Name, set.SetIdentifier)), range.Api.Zone.RecordSets.OrderBy(set => (set.Name, set.SetIdentifier)));
    }

    /// <summary>Route 53 refuses a health check it does not have.</summary>
    private static Route53Options Watched(Route53Options options) => new()
    {
        RecordSets = options.RecordSets,
        InSyncAfter = options.InSyncAfter,
        HealthChecks = [.. DnsRange.Regions.Select(region => new HealthCheck { Id = $"health-{region.Region}", EndPoint = new(IPAddress.Loopback, 1), DomainName = DnsRange.PublicName })],
    };

    private static IEnumerable<ResourceRecordSet> Named(DnsRange range) => range.Api.Zone.RecordSets.Where(set => set.Name == $"{DnsRange.PublicName}.");

    private async Task MoveAwayAsync(DnsRange range)
    {
        var before = await range.ReadAsync();
        var after = before.Records.Length > 1
            ? new DnsState([.. before.Records.Select(record => record.SetIdentifier == "eu-west" ? record with { Weight = 0 } : record)])
            : new DnsState([before.Records[0] with { Values = ["us-east-alb.example.com"] }]);
        await range.Actuator.ApplyAsync(new Change(DnsRange.Target, before, after), reports.Report, CancellationToken);
    }

    private static async Task<Change> PlanAsync(DnsRange range)
    {
        var incident = new Incident
        {
            Number = 1, Region = new("eu-west"), Survivor = new("us-east"), Severity = Severity.P1, Kind = IncidentKind.Real, Title = "", Runbook = "geo-failover",
            RunbookVersion = "1", StartedAt = default, DeclaredAt = default, Commander = "", LatchedOut = ImmutableSortedSet.Create(new RegionId("eu-west")),
        };
        var context = new StepContext(incident, FleetSnapshot.Of(Policy.RegionIds), Policy, DateTimeOffset.UnixEpoch);
        var action = Assert.Single(GeoFailoverRunbook.Value.Find(15)!.Actions);
        var before = await range.ReadAsync();
        var draft = action.Change!(context, before);
        Assert.Null(draft.Refusal);
        Assert.Contains(draft.Warnings, warning => warning.Contains("only while every other is unhealthy", StringComparison.Ordinal));
        return new Change(action.Target!(context), before, draft.After!);
    }
}
