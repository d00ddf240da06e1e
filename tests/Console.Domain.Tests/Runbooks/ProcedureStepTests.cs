using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks;

/// <summary>Items that are proven by a procedure of their own.</summary>
public class ProcedureStepTests
{
    private readonly World world = new();

    [Theory]
    [InlineData(6, "smoke-test")]
    [InlineData(8, "dedup-idempotency")]
    [InlineData(9, "wal-integrity")]
    public async Task The_newest_run_that_ended_decides_whether_the_item_is_proven(int number, string procedure)
    {
        var step = GeoFailoverRunbook.Value.Find(number)!;
        var context = world.Context(await world.DeclareAsync());
        var action = Assert.Single(step.Actions);
        var call = action.Procedure!(context)!;

        Assert.Equal((procedure, UsEast, false), (call.Name, call.Region, action.NeedsPreview));
        Assert.Equal((false, Health.Fail), Judge(step, context));
        Assert.Equal((true, Health.Pass), Judge(step, With(context, call, PlanStatus.Succeeded)));
        Assert.Equal((true, Health.Pass), Judge(step, With(context, call, PlanStatus.Succeeded, PlanStatus.Running)));
        Assert.Equal((false, Health.Fail), Judge(step, With(context, call, PlanStatus.Succeeded, PlanStatus.Failed)));
        Assert.Equal((false, Health.Unknown), Judge(step, With(context, call, PlanStatus.Running)));
        Assert.Equal((false, Health.Unknown), Judge(step, With(context, call, PlanStatus.Cancelled, PlanStatus.Running)));
        Assert.Equal((false, Health.Fail), Judge(step, With(context, call with { Name = "another" }, PlanStatus.Succeeded)));
    }

    [Fact]
    public async Task A_preview_that_was_put_away_says_nothing_of_the_run_before_it()
    {
        var context = world.Context(await world.DeclareAsync());
        var step = GeoFailoverRunbook.Value.Find(9)!;
        var call = step.Actions[0].Procedure!(context)!;
        var failed = Run(call, PlanStatus.Failed, context.Now) with { ConfirmedAt = context.Now, ResultText = "a gap" };
        var away = Run(call, PlanStatus.Cancelled, context.Now) with { ResultText = "not wanted" };

        Assert.Equal("a gap", Finding(failed, away));
        Assert.Equal("not wanted", Finding(failed, away with { ConfirmedAt = context.Now }));

        string Finding(params PlanState[] plans) => step.Examine(context with { Incident = context.Incident with { Plans = [.. plans] } })[0].Finding;
    }

    [Theory]
    [InlineData(9)]
    [InlineData(17)]
    public async Task A_check_of_the_wal_that_could_not_ask_one_end_proves_nothing(int number)
    {
        var context = world.Context(await world.DeclareAsync());
        var call = GeoFailoverRunbook.Value.Find(9)!.Actions[0].Procedure!(context)!;
        var ran = With(context, call, PlanStatus.Succeeded);
        var run = ran.Incident.Plans[0] with { ConfirmedAt = context.Now };
        ran = ran with { Incident = Ramped(ran.Incident) with { Plans = [run] } };
        Assert.Equal(Health.Pass, GeoFailoverRunbook.Value.Find(number)!.Examine(ran)[0].Verdict);

        ran = ran with { Incident = ran.Incident with { Plans = [run with { Counts = run.Counts.Add(ProcedureOutcome.NotAsked, 1) }] } };

        Assert.Equal(Health.Unknown, GeoFailoverRunbook.Value.Find(number)!.Examine(ran)[0].Verdict);
        Assert.False(Step.Proves([GeoFailoverRunbook.Value.Find(number)!.Examine(ran)[0]]));
    }

    private static Incident Ramped(Incident incident) => incident with { Steps = incident.Steps.SetItem(16, new StepState(16, StepStatus.Skipped, "commander", incident.DeclaredAt, null, [])) };

    private static (bool, Health) Judge(Step step, StepContext context)
    {
        var evidence = step.Examine(context);
        return (Step.Proves(evidence), Assert.Single(evidence).Verdict);
    }

    private static StepContext With(StepContext context, ProcedureCall call, params PlanStatus[] runs) => context with
    {
        Incident = context.Incident with { Plans = [.. runs.Select(status => Run(call, status, context.Now))] },
    };

    private static PlanState Run(ProcedureCall call, PlanStatus status, DateTimeOffset now) =>
        PlanState.Planned(new ActionPlan(Guid.NewGuid(), 0, "", "", null, call, "", [], null, null, null), "commander", now) with
        {
            Status = status,
            EndedAt = status == PlanStatus.Running ? null : now,
        };
}
