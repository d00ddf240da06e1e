using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Incidents;

/// <summary>What people state: the cause, the recovery plan, the post-mortem.</summary>
public class StatementTests
{
    private readonly World world = new();

    [Fact]
    public async Task A_stated_cause_attests_item_11_and_stands_in_the_messages_with_whose_word_it_is()
    {
        var number = await world.DeclareAsync();

        await DoAsync(number, incident => StateRootCause.Decide(incident, " a switch in AZ-1\0 died ", "Network, or power"));

        var incident = world.Incident(number);
        Assert.Equal(("a switch in AZ-1 died", "Network, or power", "commander"), (incident.RootCause!.What.Text, incident.RootCause.What.Suggested, incident.RootCause.By));
        Assert.Equal((StepStatus.Attested, "stated: a switch in AZ-1 died"), (incident.Step(11).Status, incident.Step(11).Reason));
        var claim = ClaimOf(MessageKind.Resolved, number, "AZ-1");
        Assert.Equal(("a switch in AZ-1 died (stated by commander)", Proof.Stated, false), (claim.Text, claim.Proof, claim.IsUnproven));
    }

    [Fact]
    public async Task A_cause_stated_in_a_split_brain_settles_no_item_and_stands_in_its_resolution()
    {
        var rig = new SplitBrainRig(world);
        rig.Found(2, 1, 3);
        var number = (await rig.DeclareAsync()).Incident.Number;
        Assert.Contains("its cause is not stated yet", Messages.Shipped.Draft(MessageKind.Resolved, world.Context(number)).Render(MessageFormat.Plain), StringComparison.Ordinal);

        await DoAsync(number, incident => StateRootCause.Decide(incident, "a firewall rule", null));

        var claim = ClaimOf(MessageKind.Resolved, number, "firewall");
        Assert.Equal(("a firewall rule (stated by commander)", Proof.Stated), (claim.Text, claim.Proof));
        Assert.All(world.Incident(number).Steps.Values, state => Assert.NotEqual(StepStatus.Attested, state.Status));
    }

    [Fact]
    public async Task A_cause_stated_anew_replaces_the_one_before_on_the_item_too_and_keeps_it()
    {
        var number = await world.DeclareAsync();
        await DoAsync(number, incident => StateRootCause.Decide(incident, "a switch", null));
        await DoAsync(number, incident => StateRootCause.Decide(incident, "the power", null));
        var sequence = world.Incident(number).Sequence;
        await DoAsync(number, incident => StateRootCause.Decide(incident, "the power", null));

        var incident = world.Incident(number);
        Assert.Equal(("the power", "a switch", 1), (incident.RootCause!.What.Text, incident.RootCause.Before!.What.Text, incident.RootCause.Changes));
        Assert.Equal("stated: the power", incident.Step(11).Reason);
        Assert.Equal(sequence, incident.Sequence);
    }

    [Fact]
    public async Task After_the_end_the_cause_may_still_be_stated_and_the_checklist_stands_as_it_is()
    {
        var number = await world.DeclareAsync();
        await DoAsync(number, incident => Command.Resolve(incident, "done", evenSo: true));

        await DoAsync(number, incident => StateRootCause.Decide(incident, "the power", null));

        Assert.Equal("the power", world.Incident(number).RootCause!.What.Text);
        Assert.Equal(StepStatus.Open, world.Incident(number).Step(11).Status);
    }

    [Fact]
    public async Task What_the_last_gathering_found_is_the_suggestion_and_no_statement()
    {
        var number = await world.DeclareAsync();

        Assert.Null(CauseSuggestion.Of(world.Incident(number)));
        Assert.Contains("under investigation", Messages.Shipped.Draft(MessageKind.Update, world.Context(number)).Render(MessageFormat.Plain), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "ana", "2026-11-23 10:30 UTC has passed. Give a time to come, in UTC.")]
    [InlineData(31 * 24 * 60, "ana", "2026-12-24 10:30 UTC is more than 30 d ahead.")]
    [InlineData(90, " ", "Name who sees to the recovery.")]
    public async Task A_plan_that_cannot_be_meant_is_refused_in_a_sentence(int minutes, string owner, string sentence)
    {
        var number = await world.DeclareAsync();

        var outcome = await world.Desk.HandleAsync(number, Commander, incident => PlanRecovery.Decide(incident, world.Now.AddMinutes(minutes), owner, null, world.Now), CancellationToken.None);

        Assert.Equal((sentence, RefusalReason.Invalid), (outcome.Refusal!.Sentence, outcome.Refusal.Reason));
        Assert.Null(world.Incident(number).RecoveryPlan);
    }

    [Fact]
    public async Task A_plan_that_slips_is_overdue_until_it_is_changed_and_the_old_one_stays()
    {
        var number = await world.DeclareAsync();
        await DoAsync(number, incident => PlanRecovery.Decide(incident, world.Now.AddHours(1), "ana\n and ben", "first the data", world.Now));
        Assert.Equal("eu-west back by 2026-11-23 11:30 UTC, ana and ben sees to it", ClaimOf(MessageKind.Update, number, "back by").Text);
        Assert.Equal(StepStatus.Attested, world.Incident(number).Step(12).Status);
        Assert.Null(RecoveryDelay.Of(world.Context(number)));

        world.Time.Advance(TimeSpan.FromMinutes(75));
        Assert.Equal(TimeSpan.FromMinutes(15), RecoveryDelay.Of(world.Context(number)));
        var late = ClaimOf(MessageKind.Update, number, "back by");
        Assert.EndsWith("overdue by 15 min", late.Text, StringComparison.Ordinal);
        Assert.True(late.IsUnproven);

        await DoAsync(number, incident => PlanRecovery.Decide(incident, world.Now.AddHours(1), "ana", null, world.Now));
        Assert.Null(RecoveryDelay.Of(world.Context(number)));
        Assert.Equal("ana and ben", world.Incident(number).RecoveryPlan!.Before!.What.Owner);
    }

    [Fact]
    public async Task A_region_that_takes_its_share_again_is_not_overdue()
    {
        var number = await world.DeclareAsync();
        await DoAsync(number, incident => PlanRecovery.Decide(incident, world.Now.AddHours(1), "ana", null, world.Now));
        world.Time.Advance(TimeSpan.FromHours(2));
        Assert.NotNull(RecoveryDelay.Of(world.Context(number)));

        await DoAsync(number, incident => Checklist.Attest(incident, GeoFailoverRunbook.Value.Find(16)!, "ramped", []));

        Assert.Null(RecoveryDelay.Of(world.Context(number)));
    }

    [Fact]
    public async Task A_resolved_incident_has_no_recovery_to_plan_and_a_post_mortem_to_schedule()
    {
        var number = await world.DeclareAsync();
        await DoAsync(number, incident => Command.Resolve(incident, "done", evenSo: true));

        var refused = await world.Desk.HandleAsync(number, Commander, incident => PlanRecovery.Decide(incident, world.Now.AddHours(1), "ana", null, world.Now), CancellationToken.None);
        await DoAsync(number, incident => SchedulePostMortem.Decide(incident, world.Now.AddDays(1), "ana", world.Now));

        Assert.Equal("Incident #1 is resolved: there is no recovery left to plan.", refused.Refusal!.Sentence);
        Assert.Equal("ana", world.Incident(number).PostMortem!.What.Owner);
    }

    [Fact]
    public async Task A_scheduled_post_mortem_attests_item_19_and_stands_in_the_resolution()
    {
        var number = await world.DeclareAsync();

        await DoAsync(number, incident => SchedulePostMortem.Decide(incident, new DateTimeOffset(2026, 11, 25, 15, 0, 0, TimeSpan.FromHours(1)), "ana", world.Now));

        Assert.Equal((StepStatus.Attested, "2026-11-25 14:00 UTC, led by ana"), (world.Incident(number).Step(19).Status, world.Incident(number).Step(19).Reason));
        Assert.Contains("• Post-mortem scheduled for 2026-11-25 14:00 UTC, led by ana", Messages.Shipped.Draft(MessageKind.Resolved, world.Context(number)).Render(MessageFormat.Plain), StringComparison.Ordinal);
    }

    private Claim ClaimOf(MessageKind kind, int number, string words) =>
        Assert.Single(Messages.Shipped.Draft(kind, world.Context(number)).Claims, claim => claim.Text.Contains(words, StringComparison.Ordinal));

    private async Task DoAsync(int number, Func<Incident, Decision> decide) =>
        Assert.Null((await world.Desk.HandleAsync(number, Commander, decide, CancellationToken.None)).Refusal);
}
