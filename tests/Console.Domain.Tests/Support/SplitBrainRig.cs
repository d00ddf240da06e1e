using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>Two regions after a partition, and an incident whose plans have come as far as the test says.</summary>
internal sealed class SplitBrainRig(World world)
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);

    public SplitBrainRig() : this(new World())
    {
    }

    public World World => world;

    /// <summary>Both directions of the regions' own probes fail for half a minute, then pass again.</summary>
    public void Partition()
    {
        World.BothHealthy();
        for (var i = 0; i < 4; i++)
        {
            PeersSee(Health.Fail);
            World.Time.Advance(Cadence);
        }
        Heal();
    }

    public void Heal()
    {
        World.BothHealthy();
        PeersSee(Health.Pass);
    }

    public void PeersSee(Health result)
    {
        World.Probe(EuWest, "us-east", result);
        World.Probe(UsEast, "eu-west", result);
    }

    public void CaughtUp(bool dark = false) => World.See(
        new WalLag(EuWest, UsEast, Health.Pass, World.Now - Lag, World.Now, dark, 0, 0, "S3", World.Now, Cadence, ""),
        new WalLag(UsEast, EuWest, Health.Pass, World.Now - Lag, World.Now, false, 0, 0, "S3", World.Now, Cadence, ""));

    /// <param name="young">Left out, as younger than a lag of ten minutes.</param>
    public void Compare(long onlyLeft, long onlyRight, long conflicts, long keys = 1000, long young = 0) => World.See(new DedupParity(
        EuWest, UsEast, onlyLeft + onlyRight + conflicts == 0 ? Health.Pass : Health.Fail, onlyLeft, onlyRight, conflicts, young, keys - onlyRight, keys - onlyLeft,
        conflicts == 0 ? [] : [new DedupDifference("ab12", "{\"accepted\":true}", "{\"accepted\":false}")], TimeSpan.Zero, "eu-west and us-east Redis", World.Now, Cadence, "compared") { LeftOut = young > 0 ? TimeSpan.FromMinutes(10) : Lag });

    /// <summary>A partition that is over and settled, and what is found afterwards.</summary>
    public void Found(long onlyLeft, long onlyRight, long conflicts)
    {
        Partition();
        World.Time.Advance(World.Policy.SplitBrain.Settle);
        Heal();
        CaughtUp();
        Compare(onlyLeft, onlyRight, conflicts);
    }

    public IReadOnlyList<SplitBrain> Detected => [.. SplitBrain.In(World.Fleet.Current, World.Policy, World.Now)];

    public async Task<StepContext> DeclareAsync(Severity severity = Severity.P1)
    {
        var declare = new Declare(EuWest, severity, IncidentKind.Real, Runbook: GeoSplitBrainRunbook.Key);
        var outcome = await World.Desk.OpenAsync(Commander, GeoSplitBrainRunbook.Key, book => declare.Decide(World.Fleet.Current, book.Open, "commander", World.Now), CancellationToken.None);
        Assert.Null(outcome.Refusal);
        return World.Context(outcome.View!.Incident.Number);
    }

    public Task<StepContext> FoundAndDeclaredAsync()
    {
        Found(0, 0, 3);
        return DeclareAsync();
    }

    public static Step Item(int number) => GeoSplitBrainRunbook.Value.Find(number)!;

    public static StepAction Action(int item, string key) => Item(item).Actions.Single(action => action.Key == key);

    /// <summary>The same, with one more procedure that has ended.</summary>
    public static StepContext Ran(StepContext context, string procedure, string? snapshot, bool succeeded = true) => With(context, Plan(12, new(
        procedure, EuWest, snapshot is null ? ImmutableSortedDictionary<string, string>.Empty : ImmutableSortedDictionary<string, string>.Empty.Add(DedupProcedures.SnapshotId, snapshot)),
        null, context.Now) with { Status = succeeded ? PlanStatus.Succeeded : PlanStatus.Failed });

    /// <summary>The same, with writes stopped in a region.</summary>
    public static StepContext Drained(StepContext context, RegionId region) => With(context, Plan(6, null, new Change(
        new Target(Target.Deployment, region, "backend"), Deployment(3), Deployment(3).With("DRAIN_WRITES", "true")), context.Now) with { Status = PlanStatus.Succeeded });

    public static StepContext BothDrained(StepContext context) => Drained(Drained(context, EuWest), UsEast);

    public static DeploymentState Deployment(int replicas) => new(replicas, ImmutableSortedDictionary<string, string>.Empty);

    public static StepContext With(StepContext context, PlanState plan) => context with { Incident = context.Incident with { Plans = context.Incident.Plans.Add(plan) } };

    public static PlanState Plan(int item, ProcedureCall? call, Change? change, DateTimeOffset now) =>
        PlanState.Planned(new ActionPlan(Guid.NewGuid(), item, "", "", change, call, "", [], null, null, null), "commander", now) with { ConfirmedAt = now, EndedAt = now, ResultText = "done" };
}
