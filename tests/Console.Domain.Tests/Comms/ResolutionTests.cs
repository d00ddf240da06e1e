using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Comms;

/// <summary>Section 7.2: what the two last messages may say.</summary>
public class ResolutionTests
{
    private readonly World world = new();

    [Fact]
    public async Task A_resolution_with_everything_measured_reads_as_the_runbook_has_it() => Approval.Of(await ResolutionAsync(TimeSpan.FromSeconds(159)), "resolved-message.txt");

    [Fact]
    public async Task A_missed_target_is_no_success()
    {
        var text = await ResolutionAsync(TimeSpan.FromMinutes(7));

        Assert.Contains("*completed, not within every target*", text, StringComparison.Ordinal);
        Assert.Contains("*Duration:* 7:00 measured, target missed", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resolution_of_what_nobody_proved_says_so_in_every_line()
    {
        world.EuWestDies();
        world.BothHealthy();
        var text = Messages.Shipped.Draft(MessageKind.Resolved, world.Context(await world.DeclareAsync())).Render(MessageFormat.Plain);

        Assert.Contains("failover not completed: 5 steps of Recovery still open", text, StringComparison.Ordinal);
        Assert.Contains("Data Loss: not measured while the region was down", text, StringComparison.Ordinal);
        Assert.Contains("Traffic on us-east during the outage: not proven", text, StringComparison.Ordinal);
        Assert.Contains("Checklist: 0 of 19 steps proven by measurement, 18 open", text, StringComparison.Ordinal);
        Assert.Contains("Post-mortem not scheduled yet", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_skipped_item_is_neither_open_nor_under_investigation()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        await DoAsync(number, Decision.Of(new StepSkipped(11, "", "a rehearsal"), new StepSkipped(8, "", "no time")));

        var draft = Messages.Shipped.Draft(MessageKind.Resolved, world.Context(number));
        var text = draft.Render(MessageFormat.Plain);

        Assert.Contains("Root Cause: not stated, skipped", text, StringComparison.Ordinal);
        Assert.Contains("Dedup idempotency verified: no, skipped", text, StringComparison.Ordinal);
        Assert.Equal(["item 11 was skipped: a rehearsal", "item 8 was skipped: no time"], draft.Claims.Select(claim => claim.Evidence).Where(evidence => evidence.Contains("skipped", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Mitigated_plans_the_recovery_and_resolved_does_not()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        await DoAsync(number, PlanRecovery.Decide(world.Incident(number), world.Now.AddHours(2), "ana", null, world.Now));

        Assert.Contains("• Recovery: eu-west back by 2026-11-23 12:30 UTC, ana sees to it", Messages.Shipped.Draft(MessageKind.Mitigated, world.Context(number)).Render(MessageFormat.Plain), StringComparison.Ordinal);
        Assert.DoesNotContain("back by", Messages.Shipped.Draft(MessageKind.Resolved, world.Context(number)).Render(MessageFormat.Plain), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Item_18_says_which_items_still_make_it_mitigated()
    {
        var number = await world.DeclareAsync();
        Assert.Equal("13, 14, 15, 16, 17 open: it is mitigated, not resolved", Assert.Single(GeoFailoverRunbook.Value.Find(18)!.Examine(world.Context(number))).Finding);

        await DoAsync(number, Decision.Of([.. Enumerable.Range(13, 5).Select(item => new StepSkipped(item, "", "a rehearsal"))]));

        Assert.Equal(Health.Pass, Assert.Single(GeoFailoverRunbook.Value.Find(18)!.Examine(world.Context(number))).Verdict);
    }

    private async Task<string> ResolutionAsync(TimeSpan rto)
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        var incident = world.Incident(number);
        world.Time.Advance(rto);
        await DoAsync(number, Decision.Of(
            new ServiceRestored(UsEast, world.Now.AddSeconds(-15), incident.StartedAt + rto, 15, rto),
            new StepProven(2, "", Proof("Traffic to us-east", "99.8 %", "every region's Prometheus")),
            new StepProven(3, "", Proof("WAL eu-west → us-east", "at most 12 s; no newer than 10:30:00 UTC, source dark", "heartbeat")),
            new StepProven(4, "", Proof("Errors in us-east", "0.2 %", "us-east Prometheus")),
            new StepProven(8, "", Proof("Duplicate PCS", "same answer", "us-east")),
            new StepProven(9, "", Proof("WAL segments", "none missing", "S3")),
            new StepSkipped(10, "", "no time"),
            new StepSkipped(13, "", "a rehearsal"),
            new StepSkipped(14, "", "a rehearsal"),
            new StepSkipped(15, "", "a rehearsal"),
            new StepSkipped(16, "", "a rehearsal"),
            new StepProven(17, "", Proof("Parity", "no difference", "Redis")),
            new RootCauseStated("the power of AZ-1 failed", null),
            new StepAttested(11, "", "stated: the power of AZ-1 failed", []),
            new PostMortemScheduled(Start.AddDays(2), "ana")));
        world.Time.Advance(TimeSpan.FromMinutes(90));
        world.BothHealthy();
        world.See(new TrafficSplit(ImmutableSortedDictionary<RegionId, double?>.Empty.Add(EuWest, 19).Add(UsEast, 21), "Prometheus", world.Now, Cadence, ""));
        return Regex.Replace(Messages.Shipped.Draft(MessageKind.Resolved, world.Context(number)).Render(MessageFormat.Slack), "chain [0-9a-f]{4}·[0-9a-f]{4}$", "chain ····");
    }

    private ImmutableArray<Evidence> Proof(string title, string finding, string source) => [new(title, Health.Pass, finding, null, source, world.Now)];

    private async Task DoAsync(int number, Decision decision) =>
        Assert.Null((await world.Desk.HandleAsync(number, Commander, _ => decision, CancellationToken.None)).Refusal);
}
