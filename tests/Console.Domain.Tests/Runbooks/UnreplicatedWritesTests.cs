using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks;

public class UnreplicatedWritesTests
{
    private static readonly DateTimeOffset Newest = Start - TimeSpan.FromSeconds(40);
    private readonly World world = new();

    private static StepAction Action => GeoFailoverRunbook.Value.Find(14)!.Actions.Single(action => action.Key == "replay-wal");

    private void Lag(DateTimeOffset? newest, bool dark) =>
        world.See(new WalLag(EuWest, UsEast, Health.Fail, newest, Start, dark, null, null, "heartbeat", world.Now, Cadence, "source dark since 10:30:00 (connection refused)"));

    [Fact]
    public async Task It_is_blocked_with_the_reason_while_the_failed_regions_bucket_cannot_be_read()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();

        Assert.Equal("Whether the bucket of eu-west can be read is not known now.", Action.Blocked(world.Context(number))?.Sentence);
        Lag(Newest, dark: true);
        Assert.Equal("The bucket of eu-west cannot be read: source dark since 10:30:00 (connection refused).", Action.Blocked(world.Context(number))?.Sentence);
        Lag(world.Now, dark: false);
        Assert.Null(Action.Blocked(world.Context(number)));
    }

    [Fact]
    public async Task What_had_arrived_is_recorded_once_while_the_region_is_dark_and_later_heartbeats_do_not_change_it()
    {
        world.EuWestDies();
        Lag(Newest, dark: true);
        var number = await world.DeclareAsync();

        var found = Assert.IsType<ReplicationEnded>(Assert.Single(Findings.Of(world.Context(number)), found => found.Event is ReplicationEnded).Event);
        Assert.Equal(new ReplicationEnded(EuWest, UsEast, Newest), found);
        var context = world.Context(number) with { Incident = world.Incident(number) with { Arrived = found } };
        Lag(world.Now, dark: false);

        Assert.DoesNotContain(Findings.Of(context with { Fleet = world.Fleet.Current }), entry => entry.Event is ReplicationEnded);
        var call = Action.Procedure!(context with { Fleet = world.Fleet.Current })!;
        Assert.Equal(("wal-replay", UsEast, "eu-west"), (call.Name, call.Region, call.Arguments["failed"]));
        Assert.Equal((Newest, Newest - world.Policy.ReplayMargin), (Parse(call.Arguments["arrived"]), Parse(call.Arguments["since"])));
    }

    [Fact]
    public async Task Where_nothing_was_recorded_it_looks_from_before_the_start_of_the_incident()
    {
        world.EuWestDies();
        var context = world.Context(await world.DeclareAsync());

        var call = Action.Procedure!(context)!;

        Assert.Equal(context.Incident.StartedAt - world.Policy.ReplayMargin, Parse(call.Arguments["since"]));
        Assert.False(call.Arguments.ContainsKey("arrived"));
    }

    [Fact]
    public async Task The_warnings_say_that_the_log_does_not_hold_the_tenant_and_that_a_merge_before_hides_what_is_lacking()
    {
        world.EuWestDies();
        var context = world.Context(await world.DeclareAsync());
        var merge = new ActionPlan(Guid.NewGuid(), 14, "merge", "", null, new ProcedureCall("merge", UsEast, ImmutableSortedDictionary<string, string>.Empty), "", [], null, null, null);
        var merged = context with { Incident = context.Incident with { Plans = [PlanState.Planned(merge, "ada", Start) with { ConfirmedAt = Start }] } };

        Assert.Contains(Action.Warnings(context), warning => warning.Contains("Backends:Replay:Tenant", StringComparison.Ordinal));
        Assert.DoesNotContain(Action.Warnings(context), warning => warning.Contains("merged", StringComparison.Ordinal));
        Assert.Contains(Action.Warnings(merged), warning => warning.Contains("neither submitted nor listed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3, 3, 14, "14 s measured: 3 PCS were not replicated, all 3 recovered", Proof.Proven)]
    [InlineData(3, 1, 14, "14 s measured: 3 PCS were not replicated, 1 recovered, 2 lost", Proof.Contradicted)]
    [InlineData(3, 3, 300, "5 min measured: 3 PCS were not replicated, all 3 recovered: target missed", Proof.Contradicted)]
    [InlineData(0, 0, 14, "0 s measured: no PCS was missing when it was counted", Proof.Proven)]
    public async Task Messages_say_the_measured_recovery_point_once_it_is_reconciled(int missing, int recovered, int seconds, string words, Proof proof)
    {
        world.EuWestDies();
        var context = world.Context(await world.DeclareAsync());
        var list = Enumerable.Range(0, missing).Select(at => new ReconciledPcs(
            $"{at}", at < recovered ? PcsFate.New : PcsFate.Failed, "a.wal", at, Newest.AddSeconds(at == missing - 1 ? seconds : 1), WasAnswered: true, ""));
        var forged = new ReconciledPcs("forged", PcsFate.Refused, "a.wal", 9, Newest.AddHours(1), WasAnswered: false, "");

        var claim = Rpo(context with { Incident = context.Incident with { Plans = [Replayed(DataLoss.Of([.. list, forged], Newest, down: null))] } });

        Assert.Equal((words, proof), (claim.Text, claim.Proof));
    }

    [Fact]
    public void What_was_logged_once_the_region_was_back_counts_as_missing_but_not_towards_the_recovery_point()
    {
        var atFailure = new ReconciledPcs("a", PcsFate.New, "a.wal", 0, Newest.AddSeconds(20), WasAnswered: true, "");

        var loss = DataLoss.Of([atFailure, atFailure with { Id = "b", WrittenAt = Newest.AddSeconds(90) }], Newest, down: Newest.AddSeconds(25));

        Assert.Equal("20 s measured: 2 PCS were not replicated (1 of them written after it came back and before it replicated again), all 2 recovered", loss.Words);
    }

    private static Claim Rpo(StepContext context) =>
        Messages.Shipped.Draft(MessageKind.Resolved, context).Claims.First(claim => claim.Text.Contains("measured", StringComparison.Ordinal) && claim.Evidence.StartsWith("reconciliation", StringComparison.Ordinal));

    private static PlanState Replayed(DataLoss loss) => PlanState.Planned(
        new ActionPlan(Guid.NewGuid(), 14, "replay-wal", "", null, new ProcedureCall("wal-replay", UsEast, ImmutableSortedDictionary<string, string>.Empty), "", [], null, null, null), "ada", Start) with
    {
        Status = PlanStatus.Succeeded,
        EndedAt = Start,
        Result = new ReplayResult(loss, 3, 3, 0, 0, 0, 0, 0, 3, 0, null),
    };

    private static DateTimeOffset Parse(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
