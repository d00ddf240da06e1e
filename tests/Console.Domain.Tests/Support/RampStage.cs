using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>An incident whose region has recovered, its records at 0/100, and the ramp on a clock of its own.</summary>
internal sealed class RampStage
{
    private RampStage(SelfAdvancingTime time)
    {
        World = new(time);
        Time = time;
        Seen = new(World, Dns);
        Ramp = new(World.Desk, World.Fleet, World.Policy, [Dns], World.Time);
        Actions = new(World.Desk, World.Fleet, World.Policy, new Tools([Dns], [Ramp]), World.Time);
        time.BeforeJump = () =>
        {
            Seen.See();
            OnTick();
        };
    }

    public World World { get; }
    public SelfAdvancingTime Time { get; }
    public FakeDns Dns { get; } = new(Weighted(0, 100));
    public RecoveredFleet Seen { get; }
    public TrafficRampProcedure Ramp { get; }
    public ActionDesk Actions { get; }
    public int Number { get; private set; }

    /// <summary>With every tick of the ramp.</summary>
    public Action OnTick { get; set; } = () => { };

    /// <summary>What the ramp has recorded, with the records as they were then.</summary>
    public List<(RampCheckpoint At, DnsState Records)> Recorded { get; } = [];

    public List<ProcedureProgress> Said { get; } = [];

    public static async Task<RampStage> SetAsync()
    {
        var stage = new RampStage(new());
        stage.World.EuWestDies();
        stage.Number = await stage.World.DeclareAsync();
        stage.Seen.See();
        await stage.World.Desk.HandleAsync(stage.Number, Commander, incident => Checklist.Attest(incident, GeoFailoverRunbook.Value.Find(14)!, "done by hand", []), CancellationToken.None);
        await stage.World.Desk.HandleAsync(stage.Number, Commander, incident => Checklist.Attest(incident, GeoFailoverRunbook.Value.Find(15)!, "done by hand", []), CancellationToken.None);
        return stage;
    }

    public ProcedureCall Call => GeoFailoverRunbook.Value.Find(16)!.Actions[0].Procedure!(World.Context(Number))!;

    public Task<ProcedureOutcome> RunAsync(string? checkpoint = null) => Ramp.RunAsync(Call, new ProcedureRun(checkpoint, RecordAsync), TestContext.Current.CancellationToken);

    public Task RecordAsync(ProcedureProgress progress, bool mustStay)
    {
        Said.Add(progress);
        if (progress.Checkpoint is { } checkpoint) Recorded.Add((RampCheckpoint.Read(checkpoint), Dns.State));
        return Task.CompletedTask;
    }
}
