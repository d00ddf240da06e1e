using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks.GeoSplitBrain;

public class DeclaringTests
{
    private readonly SplitBrainRig rig = new();

    [Fact]
    public async Task Both_regions_are_concerned_neither_is_latched_out_and_what_was_found_is_kept()
    {
        rig.Found(7, 5, 3);
        var incident = (await rig.DeclareAsync()).Incident;

        Assert.Equal("eu-west and us-east", incident.Where);
        Assert.Empty(incident.LatchedOut);
        Assert.Equal((7, 5, 3), (incident.Divergence!.OnlyLeft, incident.Divergence.OnlyRight, incident.Divergence.Conflicts));
        Assert.Equal(Start, incident.StartedAt);
        Assert.Equal("Split brain: eu-west and us-east", incident.Title);
    }

    [Fact]
    public async Task No_reroute_and_no_restored_service_is_ever_found()
    {
        rig.Found(0, 0, 3);
        var context = await rig.DeclareAsync();
        rig.World.See(new DnsTruth("api.example.com", [new("ns1", true, Health.Pass, [UsEast], null, "")], "DNS", rig.World.Now, Cadence));

        Assert.DoesNotContain(Findings.Of(rig.World.Context(context.Incident.Number)), found => found.Event is Domain.Incidents.Events.TrafficRerouted or Domain.Incidents.Events.VerdictChanged);
    }

    [Fact]
    public async Task A_second_one_is_refused_whichever_region_it_names_first_and_a_failed_region_is_not()
    {
        rig.Found(0, 0, 3);
        var number = (await rig.DeclareAsync()).Incident.Number;

        var other = new Declare(UsEast, Severity.P1, IncidentKind.Real, Runbook: GeoSplitBrainRunbook.Key).Decide(rig.World.Fleet.Current, rig.World.Desk.Book.Current.Open, "commander", rig.World.Now);
        Assert.Equal($"Incident #{number} is already open for eu-west and us-east.", other.Refusal!.Sentence);
        Assert.Null(new Declare(UsEast, Severity.P1, IncidentKind.Real).Decide(rig.World.Fleet.Current, rig.World.Desk.Book.Current.Open, "commander", rig.World.Now).Refusal);
    }

    [Fact]
    public void An_unknown_runbook_is_refused_with_those_there_are() => Assert.Equal(
        "There is no runbook “geo-nap”. The runbooks are geo-failover, geo-split-brain.",
        new Declare(EuWest, Severity.P1, IncidentKind.Real, Runbook: "geo-nap").Decide(rig.World.Fleet.Current, [], "commander", rig.World.Now).Refusal!.Sentence);

    [Theory]
    [InlineData(MessageKind.Start)]
    [InlineData(MessageKind.Update)]
    [InlineData(MessageKind.Mitigated)]
    [InlineData(MessageKind.Resolved)]
    public async Task Its_messages_speak_of_both_regions_and_of_no_failover(MessageKind kind)
    {
        rig.Found(7, 5, 3);
        var text = Messages.Shipped.Draft(kind, await rig.DeclareAsync()).Render(MessageFormat.Plain);

        Assert.Contains("eu-west and us-east", text, StringComparison.Ordinal);
        foreach (var word in new[] { "failover", "RTO", "survivor", "{{" }) Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_start_message_says_how_far_they_are_apart_and_that_nothing_is_saved_yet()
    {
        rig.Found(7, 5, 3);
        var draft = Messages.Shipped.Draft(MessageKind.Start, await rig.DeclareAsync());
        var text = draft.Render(MessageFormat.Plain);

        Assert.Contains("Divergence: 1.2 % of 1,000 keys in one region only (12 ids) when declared", text, StringComparison.Ordinal);
        Assert.Contains("Conflicts: 3 ids hold different results (0.3 %)", text, StringComparison.Ordinal);
        Assert.Contains("Partition: 10:30:00 to 10:30:30 UTC", text, StringComparison.Ordinal);
        Assert.Contains("Draining traffic: no, both regions serve", text, StringComparison.Ordinal);
        Assert.Equal(2, draft.Unproven);
    }

    [Fact]
    public async Task Conflicts_that_are_gone_are_told_as_what_they_were()
    {
        rig.Found(0, 0, 3);
        var number = (await rig.DeclareAsync()).Incident.Number;
        rig.World.Time.Advance(Cadence);
        rig.Compare(0, 0, 0);

        var text = Messages.Shipped.Draft(MessageKind.Resolved, rig.World.Context(number)).Render(MessageFormat.Plain);

        Assert.Contains("Conflicts: 3 ids held different results when it was declared (0.3 %), 0 now", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_says_of_an_item_is_not_told_as_what_the_item_is_for()
    {
        rig.Found(0, 0, 3);
        var number = (await rig.DeclareAsync()).Incident.Number;
        await rig.World.Desk.HandleAsync(number, Commander, _ => new StepAttested(16, "", "counts not comparable", []), TestContext.Current.CancellationToken);

        var text = Messages.Shipped.Draft(MessageKind.Resolved, rig.World.Context(number)).Render(MessageFormat.Plain);

        Assert.Contains("Aggregates recomputed: not proven; commander says: counts not comparable", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_drained_keeps_the_incident_open()
    {
        rig.Found(0, 0, 3);
        var drained = SplitBrainRig.Drained(await rig.DeclareAsync(), EuWest).Incident;
        Assert.Contains("Let it take writes again first", Command.Resolve(drained, "over", evenSo: true).Refusal!.Sentence, StringComparison.Ordinal);
    }
}
