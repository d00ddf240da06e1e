using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>Counts to ten, a checkpoint after each, and waits at each for a nod.</summary>
internal sealed class FakeProcedure(string name) : IProcedure, IDisposable
{
    private readonly SemaphoreSlim nods = new(0);

    public string Name => name;

    public CallScope Scope { get; } = AnyCall.Scope;

    /// <summary>Every number it has worked on, over all its runs.</summary>
    public List<int> Worked { get; } = [];

    public int Runs { get; private set; }

    /// <summary>Done once a run was told to stop and did.</summary>
    public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Nod(int times = 1) => nods.Release(times);

    public void Dispose() => nods.Dispose();

    public string Command(ProcedureCall call) => $"count {call.Region}";

    public async Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken)
    {
        Runs++;
        for (var at = int.Parse(run.Checkpoint ?? "0", System.Globalization.CultureInfo.InvariantCulture) + 1; at <= 10; at++)
        {
            try
            {
                await nods.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Stopped.TrySetResult();
                throw;
            }
            Worked.Add(at);
            await run.CheckpointAsync(new($"{at} of 10") { Done = at, Total = 10, Checkpoint = $"{at}" });
        }
        return new(true, "counted to ten", []) { Counts = System.Collections.Immutable.ImmutableSortedDictionary<string, long>.Empty.Add("counted", 10) };
    }
}
