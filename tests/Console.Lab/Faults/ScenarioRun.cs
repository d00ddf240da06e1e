namespace IncidentConsole.Lab.Faults;

/// <summary>
/// At most one scenario at a time. Its state is kept here, not by whoever started it. It ends with <see cref="EndAsync"/>, which undoes every fault,
/// whoever set it.
/// </summary>
/// <param name="apply">Brings the world into the state the faults want.</param>
public sealed class ScenarioRun(FaultBoard faults, Func<Task> apply, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private CancellationTokenSource? later;

    /// <summary>How long the pauses of a scenario last, as a share of what it says.</summary>
    public double Pauses { get; init; } = 1;

    /// <summary>Null when none runs.</summary>
    public RunningScenario? Running { get; private set; }

    /// <summary>Sets the faults that come at once, and returns when they have taken effect. False when a scenario runs or a fault is on already.</summary>
    public async Task<bool> TryStartAsync(Scenario scenario, string by)
    {
        await turn.WaitAsync();
        try
        {
            if (Running is not null || faults.Active.Count > 0) return false;
            Running = new(scenario, by, time.GetUtcNow());
            foreach (var fault in scenario.Faults.Where(fault => fault.After == TimeSpan.Zero)) faults.Set(fault.Name, fault.Arguments);
            later = new CancellationTokenSource();
            foreach (var fault in scenario.Faults.Where(fault => fault.After > TimeSpan.Zero)) _ = SetLaterAsync(fault, later.Token);
            await apply();
            return true;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Undoes every fault, also those still to come.</summary>
    public async Task EndAsync()
    {
        await turn.WaitAsync();
        try
        {
            if (later is not null) await later.CancelAsync();
            later?.Dispose();
            later = null;
            Running = null;
            foreach (var fault in faults.Active) faults.Clear(fault.Name);
            await apply();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        later?.Cancel();
        later?.Dispose();
        turn.Dispose();
    }

    private async Task SetLaterAsync(ScenarioFault fault, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(fault.After * Pauses, time, cancellationToken);
            await turn.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        try
        {
            // Whoever changes faults listens to the board.
            if (!cancellationToken.IsCancellationRequested) faults.Set(fault.Name, fault.Arguments);
        }
        finally
        {
            turn.Release();
        }
    }
}

/// <param name="By">Who started it, as whoever asked for it said.</param>
public sealed record RunningScenario(Scenario Scenario, string By, DateTimeOffset StartedAt);
