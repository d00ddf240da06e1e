using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Comms;

/// <summary>An update of the recovery, and the region's state in all of them.</summary>
public class ReturnClaimsTests
{
    private readonly World world = new();

    [Theory]
    [InlineData(5, 45, "Traffic is being returned to eu-west step by step: 10 % now, 50 % normally")]
    [InlineData(24, 26, "eu-west takes its normal share of the traffic again (48 %)")]
    public async Task While_the_ramp_is_under_way_users_are_not_said_to_be_rerouted(double back, double elsewhere, string said)
    {
        var ramping = await BackAsync(back, elsewhere, ramped: true);
        var draft = Messages.Shipped.Draft(MessageKind.Update, ramping);

        Assert.Contains($"Status: {said}\n", draft.Render(MessageFormat.Plain), StringComparison.Ordinal);
        Assert.Contains("• DNS leads users to eu-west again, as asked for\n", draft.Render(MessageFormat.Plain), StringComparison.Ordinal);
        Assert.Contains("• eu-west is healthy\n", draft.Render(MessageFormat.Plain), StringComparison.Ordinal);
        Assert.DoesNotContain(draft.Claims, claim => claim.IsUnproven && claim.Text.Contains("reroute", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Once_the_ramp_is_over_another_share_is_nothing_that_is_under_way()
    {
        var ramping = await BackAsync(38, 12, ramped: true);
        var over = ramping with { Incident = ramping.Incident with { Steps = ramping.Incident.Steps.SetItem(16, new(16, StepStatus.Proven, "console", world.Now, null, [])) } };

        var status = Messages.Shipped.Draft(MessageKind.Update, over).Claims[0];
        Assert.Equal(("eu-west has its normal weight again and takes 76 % of the traffic, 50 % normally", Proof.Contradicted), (status.Text, status.Proof));
        Assert.Contains(Messages.Shipped.Draft(MessageKind.Resolved, over).Claims, claim => claim is { Text: "it takes 76 % of the traffic, not its normal 50 %", Proof: Proof.Contradicted });
    }

    [Fact]
    public async Task A_ramp_that_was_left_out_has_returned_nothing()
    {
        var ramping = await BackAsync(5, 45, ramped: true);
        var skipped = ramping with { Incident = ramping.Incident with { Steps = ramping.Incident.Steps.SetItem(16, new(16, StepStatus.Skipped, "commander", world.Now, "no time", [])) } };

        Assert.Equal("Traffic is being returned to eu-west step by step: 10 % now, 50 % normally", Messages.Shipped.Draft(MessageKind.Update, skipped).Claims[0].Text);
    }

    [Fact]
    public async Task A_share_that_cannot_be_measured_is_not_made_up()
    {
        var ramping = await BackAsync(null, 50, ramped: true);
        var status = Messages.Shipped.Draft(MessageKind.Update, ramping).Claims[0];
        Assert.Equal(("Traffic is being returned to eu-west; its share not measured", Proof.NotYetVerified), (status.Text, status.Proof));
    }

    [Fact]
    public async Task Users_who_came_back_unasked_are_no_return()
    {
        var unasked = await BackAsync(5, 45, ramped: false);
        var text = Messages.Shipped.Draft(MessageKind.Update, unasked).Render(MessageFormat.Plain);
        Assert.Contains("reroute not yet verified", text, StringComparison.Ordinal);
        Assert.DoesNotContain("as asked for", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reroute_that_was_proven_stays_so_while_the_load_wavers_and_DNS_does_not()
    {
        var context = await BackAsync(null, 30, ramped: false);
        world.See(new DnsTruth("api.example.com", [new DnsAnswer("ns1", true, Health.Pass, [UsEast], TimeSpan.FromSeconds(60), "")], "DNS", world.Now, Cadence));
        var proven = context with
        {
            Fleet = world.Fleet.Current,
            Incident = context.Incident with { LoadBefore = 50, Steps = context.Incident.Steps.SetItem(2, new(2, StepStatus.Proven, "console", world.Now, null, [])) },
        };

        var status = Messages.Shipped.Draft(MessageKind.Update, proven).Claims[0];

        Assert.Equal(Proof.Proven, status.Proof);
        Assert.StartsWith("Traffic rerouted to us-east, proven 10:40:30 UTC; now ", status.Text, StringComparison.Ordinal);
        Assert.Contains("60 %", status.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_latch_is_not_said_to_hold_users_out_whom_the_name_servers_lead_in()
    {
        var unasked = await BackAsync(5, 45, ramped: false);
        Assert.Contains("• eu-west is healthy; users are led to it again, though nobody asked for it\n", Mitigated(unasked), StringComparison.Ordinal);

        var never = unasked with { Incident = unasked.Incident with { Rerouted = null } };
        Assert.Contains("• eu-west is healthy; users are still led to it\n", Mitigated(never), StringComparison.Ordinal);

        world.See(new DnsTruth("api.example.com", [new DnsAnswer("ns1", true, Health.Pass, [UsEast], TimeSpan.FromSeconds(60), "")], "DNS", world.Now, Cadence));
        Assert.Contains("• eu-west is healthy; traffic returns to it only by its ramp, or by an explicit release\n", Mitigated(unasked with { Fleet = world.Fleet.Current }), StringComparison.Ordinal);

        world.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains("that no name server leads to it is not verified", Mitigated(unasked with { Now = world.Now }), StringComparison.Ordinal);

        static string Mitigated(StepContext context) => Messages.Shipped.Draft(MessageKind.Mitigated, context).Render(MessageFormat.Plain);
    }

    [Fact]
    public async Task A_region_measured_down_is_no_guess()
    {
        world.EuWestDies();
        var claim = Assert.Single(Messages.Shipped.Draft(MessageKind.Mitigated, world.Context(await world.DeclareAsync())).Claims, claim => claim.Text == "eu-west is down");
        Assert.Equal(Proof.Proven, claim.Proof);
    }

    [Fact]
    public async Task A_region_that_cannot_be_seen_is_not_said_to_be_anything()
    {
        var number = await world.DeclareAsync();
        var claim = Assert.Single(Messages.Shipped.Draft(MessageKind.Mitigated, world.Context(number)).Claims, claim => claim.Text.StartsWith("state of eu-west", StringComparison.Ordinal));
        Assert.Equal(Proof.NotYetVerified, claim.Proof);
    }

    [Fact]
    public async Task Of_an_incident_that_is_over_the_fleet_of_now_says_nothing()
    {
        var back = await BackAsync(5, 45, ramped: true);
        var over = back with { Incident = back.Incident with { ResolvedAt = world.Now, Verdicts = back.Incident.Verdicts.SetItem(EuWest, Verdict.Healthy) } };
        world.EuWestDies();

        var text = Messages.Shipped.Draft(MessageKind.Resolved, over with { Fleet = world.Fleet.Current, Now = world.Now }).Render(MessageFormat.Plain);

        Assert.Contains("• eu-west was healthy when it was resolved; its share of the traffic is no longer part of this incident\n", text, StringComparison.Ordinal);

        var unseen = over with { Incident = over.Incident with { Verdicts = over.Incident.Verdicts.SetItem(EuWest, Verdict.Unknown) } };
        Assert.Equal(Proof.NotYetVerified, Assert.Single(Messages.Shipped.Draft(MessageKind.Resolved, unseen).Claims, claim => claim.Text == "state of eu-west not verified when it was resolved").Proof);
    }

    private async Task<StepContext> BackAsync(double? back, double elsewhere, bool ramped)
    {
        world.EuWestDies();
        var context = world.Context(await world.DeclareAsync());
        world.Time.Advance(TimeSpan.FromMinutes(10));
        world.BothHealthy();
        world.See(
            new DnsTruth("api.example.com", [new DnsAnswer("ns1", true, Health.Pass, [EuWest, UsEast], TimeSpan.FromSeconds(60), "")], "DNS", world.Now, Cadence),
            new TrafficSplit(ImmutableSortedDictionary<RegionId, double?>.Empty.Add(EuWest, back).Add(UsEast, elsewhere), "Prometheus", world.Now, Cadence, ""));
        var ramp = new ActionPlan(Guid.NewGuid(), 16, "ramp", "", null, new ProcedureCall(TrafficRampProcedure.Key, EuWest, ImmutableSortedDictionary<string, string>.Empty), "", [], null, null, null);
        var incident = context.Incident with
        {
            Rerouted = new TrafficRerouted(UsEast, false, "4 of 4 name servers"),
            ReroutedAt = context.Now,
            Plans = ramped ? [PlanState.Planned(ramp, "commander", world.Now) with { ConfirmedAt = world.Now }] : [],
        };
        return context with { Incident = incident, Fleet = world.Fleet.Current, Now = world.Now };
    }
}
