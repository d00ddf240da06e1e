namespace IncidentConsole.Domain.Readiness;

/// <summary>Somebody who has just mended something does not want to wait for the next round. A check that is being asked is not asked twice.</summary>
public sealed class ReadinessCall
{
    private TaskCompletionSource call = New();

    /// <summary>Ends when somebody calls next.</summary>
    public Task Next => Volatile.Read(ref call).Task;

    /// <summary>Has every check asked now that waits for its turn.</summary>
    public void Ask() => Interlocked.Exchange(ref call, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
