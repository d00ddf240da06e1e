namespace IncidentConsole.Domain.Actions;

/// <summary>A plan this process has taken, and the way to tell it to stop.</summary>
internal sealed class RunningPlan(int incident) : IDisposable
{
    private readonly Lock gate = new();
    private CancellationTokenSource? source;

    public int Incident => incident;

    /// <summary>A token for one run; the one before is of no use any more.</summary>
    public CancellationToken Begin(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            source?.Dispose();
            source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            return source.Token;
        }
    }

    public void Stop()
    {
        // Outside of the lock: whoever waits for the token runs on this very call.
        CancellationTokenSource? current;
        lock (gate) current = source;
        try
        {
            current?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself in this very moment.
        }
    }

    public void Dispose()
    {
        lock (gate) source?.Dispose();
    }
}
