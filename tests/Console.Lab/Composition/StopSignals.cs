using System.Runtime.InteropServices;

namespace IncidentConsole.Lab.Composition;

/// <summary>SIGINT and SIGTERM, taken so that the range can stop what it has started.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PosixSignalRegistration> registrations;

    public StopSignals() => registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, On))];

    public CancellationToken Token => stop.Token;

    public Task Received => received.Task;

    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        stop.Dispose();
    }

    private void On(PosixSignalContext context)
    {
        context.Cancel = true;
        stop.Cancel();
        received.TrySetResult();
    }
}
