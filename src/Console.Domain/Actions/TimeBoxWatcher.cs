using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Domain.Actions;

/// <summary>Looks every second whether something that was confirmed for a limited time must be taken back.</summary>
public sealed class TimeBoxWatcher(ActionRunner runner, Supervisor supervisor) : IBackgroundLoop
{
    internal static readonly Loop TimeBoxes = new("time-boxes", "Changes for a limited time are not being taken back");
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public Task RunAsync(CancellationToken cancellationToken) => supervisor.EveryAsync(TimeBoxes, Every, runner.EndTimeBoxesAsync, cancellationToken);
}
