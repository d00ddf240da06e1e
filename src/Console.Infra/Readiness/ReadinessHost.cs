using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Loops;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Readiness;

/// <summary>Runs every readiness check on its own slow cadence or when somebody calls, each within a time box. Whatever a check does, the others and the console go on.</summary>
internal sealed class ReadinessHost(
    IEnumerable<IReadinessCheck> checks, Live<ReadinessBoard> board, ReadinessCall call, Supervisor supervisor, TimeProvider time) : IBackgroundLoop
{
    /// <summary>For all the places a check asks, which it asks at once.</summary>
    public static readonly TimeSpan TimeBox = TimeSpan.FromSeconds(20);

    // What could not be asked is asked again soon: a console that has just started knows nothing.
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(20);

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(checks.Select(check => supervisor.RunAsync(
        new($"readiness {check.Key}", $"Readiness check “{check.Title}” is not being run"), token => RunAsync(check, token), cancellationToken)));

    /// <summary>Asks one check once and puts what it found on the board.</summary>
    public async Task<ReadinessFinding> AskAsync(IReadinessCheck check, CancellationToken cancellationToken)
    {
        var finding = await FindAsync(check, cancellationToken);
        board.Update(current => current.With(check.Key, finding, time.GetUtcNow()));
        return finding;
    }

    private async Task RunAsync(IReadinessCheck check, CancellationToken cancellationToken)
    {
        while (true)
        {
            var called = call.Next;
            var finding = await AskAsync(check, cancellationToken);
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(called, Task.Delay(finding.Verdict == Health.Unknown && Again < check.Every ? Again : check.Every, time, turn.Token));
            await turn.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<ReadinessFinding> FindAsync(IReadinessCheck check, CancellationToken cancellationToken)
    {
        using var box = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            // On the pool: a check that blocks before its first await must not hold up the others.
            return await Task.Run(() => check.CheckAsync(box.Token), CancellationToken.None).WaitAsync(TimeBox, time, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await box.CancelAsync();
            return ReadinessFinding.NotAsked(Reason.Of(exception, TimeBox, $"readiness check {check.Key}"));
        }
    }
}
