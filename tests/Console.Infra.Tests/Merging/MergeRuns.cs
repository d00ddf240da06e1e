using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Tests.Merging;

/// <summary>Runs a merge as the runner does, and keeps what it said.</summary>
internal sealed class MergeRuns(IProcedure procedure)
{
    public static readonly Live<FleetSnapshot> NoLag = new(FleetSnapshot.Of([]));

    public List<ProcedureProgress> Progress { get; } = [];

    /// <summary>Called with each report, before it returns.</summary>
    public Func<ProcedureProgress, Task> OnReport { get; set; } = _ => Task.CompletedTask;

    public string? Checkpoint => Progress.FindLast(progress => progress.Checkpoint is not null)?.Checkpoint;

    public static ProcedureCall Call(string name) =>
        new(name, new RegionId("eu-west"), ImmutableSortedDictionary<string, string>.Empty.Add("survivor", "us-east"));

    public Task<ProcedureOutcome> RunAsync(string? checkpoint = null) => StartAsync(checkpoint, TestContext.Current.CancellationToken);

    private Task<ProcedureOutcome> StartAsync(string? checkpoint, CancellationToken cancellationToken) =>
        procedure.RunAsync(Call(procedure.Name), new ProcedureRun(checkpoint, async (progress, _) =>
        {
            Progress.Add(progress);
            await OnReport(progress);
        }), cancellationToken);

    /// <summary>Pauses the merge at the n-th report and returns its checkpoint.</summary>
    public async Task<string> PausedAtAsync(int report)
    {
        using var pause = new CancellationTokenSource();
        OnReport = _ => Progress.Count == report ? pause.CancelAsync() : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StartAsync(null, pause.Token));
        OnReport = _ => Task.CompletedTask;
        return Checkpoint!;
    }
}
