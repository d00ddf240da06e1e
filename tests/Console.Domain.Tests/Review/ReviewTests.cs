using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Review.Exports;
using IncidentConsole.Domain.Review.Recordings;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Review;

public class ReviewTests
{
    private static readonly Actor Scribe = new("scribe", Role.Responder, "10.0.0.7");
    private readonly World world = new();

    [Fact]
    public async Task The_draft_of_a_post_mortem_has_every_figure_measured_and_every_gap_named()
    {
        var view = await ResolvedAsync();
        var draft = PostMortemDraft.Of(view, IncidentReview.Of(view, world.Now, world.Policy), new UsersMet(72.14, 68, 1.5, 64));

        Approval.Of(Regex.Replace(draft, "head [0-9a-f]{64}", "head ····").TrimEnd('\n'), "post-mortem.txt");
    }

    [Fact]
    public async Task The_draft_of_a_drill_says_what_was_rehearsed_and_how_it_went()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync(IncidentKind.Drill);
        await DoAsync(number, [new DrillScenarioRan("region-death", "Region death", "ana", world.Incident(number).DeclaredAt.AddSeconds(-70), ["region-down region eu-west"]),
            .. FailoverDone(), new VerdictChanged(EuWest, Verdict.Down, "3 of 3"), new ServiceRestored(UsEast, world.Now, world.Now, 3, TimeSpan.FromSeconds(301)), new StepProven(1, "Confirm", []), new IncidentResolved("done")]);
        var view = world.Desk.Book.Current.Find(number)!;

        var draft = PostMortemDraft.Of(view, IncidentReview.Of(view, world.Now, world.Policy), null);

        Assert.Contains("""
            ## Drill

            - Outcome: **FAILED**: RTO 5:01, the target is 5:00
            - Scenario: Region death, started by ana, 2026-11-23 10:29 UTC: region-down region eu-west
            - From its beginning: detected after 1:10, declared after 1:10
            - Wrong turns: none

            ## Root cause
            """, draft, StringComparison.Ordinal);
        Assert.Contains("| RTO | 5:01, target missed | 5:00 |", draft, StringComparison.Ordinal);
        Assert.Contains("| Errors seen by users | not recorded | |", draft, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_count_from_the_first_failed_probe_and_what_did_not_come_is_null()
    {
        world.BothHealthy();
        var number = await world.DeclareAsync();
        var incident = world.Incident(number);

        Assert.Equal(new IncidentTimes(null, world.Now - incident.StartedAt, null, null), IncidentTimes.Of(incident));

        world.Time.Advance(TimeSpan.FromMinutes(3));
        await DoAsync(number, new VerdictChanged(EuWest, Verdict.Down, "2 of 3"), new ServiceRestored(UsEast, world.Now, world.Now, 15, world.Now - incident.StartedAt));
        var times = IncidentTimes.Of(world.Incident(number));
        Assert.Equal(world.Now - incident.StartedAt, times.Detect);
        Assert.Equal(times.Detect, times.Mitigate);
        Assert.Null(times.Recover);
    }

    [Fact]
    public async Task The_middle_of_two_is_between_them_and_an_interrupted_drill_says_nothing_of_how_long_it_takes()
    {
        world.EuWestDies();
        var incident = world.Incident(await world.DeclareAsync(IncidentKind.Drill));
        Incident Took(int number, double seconds) => incident with { Number = number, DeclaredAt = incident.StartedAt.AddSeconds(seconds) };

        var declare = IncidentTrend.Of([Took(1, 10), Took(2, 20), Took(3, 99) with { Interrupted = new(4, "real", []) }], world.Policy.Rto).Single(trend => trend.Name == "Declare");

        Assert.Equal([1, 2], declare.Points.Select(point => point.Incident));
        Assert.Equal(TimeSpan.FromSeconds(15), declare.Median);
        Assert.Equal("#1 2026-11-23 to #2 2026-11-23, longest 0:20", declare.Span);
    }

    [Fact]
    public async Task Resolved_with_open_items_or_interrupted_is_not_recovered()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        await DoAsync(number, new IncidentResolved("enough"));
        Assert.Null(IncidentTimes.Of(world.Incident(number)).Recover);

        var settled = world.Incident(number) with { Steps = Enumerable.Range(1, 19).ToImmutableSortedDictionary(item => item, item => StepState.Open(item) with { Status = StepStatus.Proven }) };
        Assert.NotNull(IncidentTimes.Of(settled).Recover);
        Assert.Null(IncidentTimes.Of(settled with { Interrupted = new(4, "real", []) }).Recover);
    }

    [Fact]
    public async Task A_phase_has_a_time_only_once_its_last_item_is_settled()
    {
        var number = await world.DeclareAsync();
        await DoAsync(number, [.. Enumerable.Range(1, 6).Select(item => new StepSkipped(item, "", "rehearsal"))]);
        Assert.Equal((null, 6, 7), (Failover().Took, Failover().Settled, Failover().Items));

        world.Time.Advance(TimeSpan.FromMinutes(6));
        await DoAsync(number, new StepSkipped(7, "", "rehearsal"));
        Assert.Equal(world.Now - world.Incident(number).StartedAt, Failover().Took);
        Assert.True(Failover().IsLate);

        PhaseTime Failover() => PhaseTime.Of(GeoFailoverRunbook.Value.Phases[0], world.Incident(number), world.Policy);
    }

    [Fact]
    public async Task The_bound_is_what_may_have_been_written_until_the_region_was_called_down()
    {
        var number = await world.DeclareAsync();
        Assert.Equal(new RecoveryPoint(null, null), RecoveryPoint.Of(world.Incident(number)));

        await DoAsync(number, new ReplicationEnded(EuWest, UsEast, world.Now.AddSeconds(-40)), new VerdictChanged(EuWest, Verdict.Down, "2 of 3"));

        Assert.Equal(TimeSpan.FromSeconds(40), RecoveryPoint.Of(world.Incident(number)).Value);
        Assert.Equal("at most 40 s; not counted id by id", RecoveryPoint.Of(world.Incident(number)).Words);
    }

    [Fact]
    public async Task An_action_item_is_added_once_done_once_and_both_after_the_end_too()
    {
        var number = await world.DeclareAsync();
        await DoAsync(number, new IncidentResolved("over"));

        await world.Desk.HandleAsync(number, Scribe, incident => Learn.Add(incident, " lower the TTL ", "ana"), CancellationToken.None);
        await world.Desk.HandleAsync(number, Scribe, incident => Learn.Add(incident, "lower the TTL", "ben"), CancellationToken.None);
        var item = Assert.Single(world.Incident(number).ActionItems);
        Assert.Equal(("lower the TTL", "ana", false), (item.Text, item.Owner, item.IsDone));

        await world.Desk.HandleAsync(number, Commander, incident => Learn.Finish(incident, item.Number), CancellationToken.None);
        await world.Desk.HandleAsync(number, Scribe, incident => Learn.Finish(incident, item.Number), CancellationToken.None);
        Assert.Equal("commander", Assert.Single(world.Incident(number).ActionItems).DoneBy);
        Assert.Equal(RefusalReason.NotFound, Learn.Finish(world.Incident(number), 999).Refusal?.Reason);
    }

    [Theory]
    [InlineData("", "ana", "Say what is to be done.")]
    [InlineData("lower the TTL", " ", "Say who sees to it.")]
    public async Task An_action_item_without_text_or_owner_is_refused(string text, string owner, string sentence)
    {
        var number = await world.DeclareAsync();
        Assert.Equal(sentence, Learn.Add(world.Incident(number), text, owner).Refusal?.Sentence);
    }

    [Fact]
    public async Task What_people_typed_stays_text_in_the_draft()
    {
        var number = await world.DeclareAsync();
        await DoAsync(number, new NoteAdded("# a | b\n<script>alert(1)</script> [x](javascript:1)"));
        var view = world.Desk.Book.Current.Find(number)!;

        Assert.Contains("“\\# a \\| b \\<script\\>alert(1)\\</script\\> \\[x\\](javascript:1)”", PostMortemDraft.Of(view, IncidentReview.Of(view, world.Now, world.Policy), null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_message_stands_in_the_draft_with_what_was_generated_and_cannot_end_its_block()
    {
        var number = await world.DeclareAsync();
        await DoAsync(number, new MessagePosted("start", "slack", "#incidents", "", "*down*\n```\n# all is well", 1) { Generated = "*down*\n*RPO* 12 s", EditedBy = "ana", Altered = ["RPO 12 s"] });
        var view = world.Desk.Book.Current.Find(number)!;

        Assert.Contains(
            """
            - 10:30:00 start to \#incidents (slack), by commander, edited by ana (1 claim changed)
              > \*down\*
              > \`\`\`
              > \# all is well
              - no longer said as measured: RPO 12 s

              ```diff
              - *RPO* 12 s
              + ```
              + # all is well
              ```
            """, PostMortemDraft.Of(view, IncidentReview.Of(view, world.Now, world.Policy), null), StringComparison.Ordinal);
    }

    private async Task<IncidentView> ResolvedAsync()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        var started = world.Incident(number).StartedAt;
        await DoAsync(number, new VerdictChanged(EuWest, Verdict.Down, "3 of 3 vantage points agree"), new ReplicationEnded(EuWest, UsEast, started.AddSeconds(-4)));
        world.Time.Advance(TimeSpan.FromSeconds(20));
        var plan = new ActionPlan(Guid.Parse("6e7a0b70-8c0e-4f43-a2a5-7df4a3e2c101"), 2, "move-traffic", "Move traffic to us-east", null, null, "aws route53 …", [], EuWest, null, null);
        await DoAsync(number, new ActionPlanned(plan), new ActionConfirmed(plan.Id, plan.Title) { Alone = "nobody is awake" }, new ActionStarted(plan.Id, plan.Title, "here"));
        world.Time.Advance(TimeSpan.FromSeconds(30));
        await DoAsync(number, new ActionSucceeded(plan.Id, plan.Title, "100 %", []), new TrafficRerouted(UsEast, false, "4 of 4 name servers"));
        await DoAsAsync(Scribe, number, new NoteAdded("power event in AZ-2"));
        await DoAsAsync(Scribe, number, new EntryCorrected(world.Incident(number).Sequence, "power event in AZ-1", "wrong zone"));
        world.Time.Advance(TimeSpan.FromSeconds(70));
        await DoAsync(number, new ServiceRestored(UsEast, world.Now.AddSeconds(-30), world.Now, 30, world.Now - started));
        await DoAsync(number, [.. Enumerable.Range(1, 16).Select(item => new StepProven(item, GeoFailoverRunbook.Value.Find(item)!.Short, [new("Traffic", Health.Pass, "99 %", "≥ 95 %", "Prometheus", world.Now)]))]);
        world.Time.Advance(TimeSpan.FromMinutes(95));
        await DoAsync(number, new StepNotApplicable(17, "Continuity and parity", "no latch"), new StepAttested(18, "Resolution", "posted to #incidents", []), new StepSkipped(19, "Post-mortem", "a rehearsal"),
            new MessagePosted("resolved", "slack", "#incidents", "", "…", 2), new RootCauseStated("a switch in AZ-1 failed", null), new IncidentResolved("normal split"));
        await DoAsync(number, new ActionItemAdded("Lower the TTL of api.example.com to 30 s", "ana"), new ActionItemAdded("Load the rule", "ben"), new StepMisled(3, "Check WAL lag", "the text names another threshold"));
        await DoAsync(number, new ActionItemDone(world.Incident(number).ActionItems[1].Number, "Load the rule"));
        return world.Desk.Book.Current.Find(number)!;
    }

    private Task DoAsync(int number, params ImmutableArray<IncidentEvent> events) => DoAsAsync(Commander, number, events);

    private async Task DoAsAsync(Actor actor, int number, params ImmutableArray<IncidentEvent> events) =>
        Assert.Null((await world.Desk.HandleAsync(number, actor, _ => Decision.Of(events), CancellationToken.None)).Refusal);
}
