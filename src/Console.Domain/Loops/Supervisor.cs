using IncidentConsole.Domain.Fleet;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Domain.Loops;

/// <summary>
/// The net under every background loop: what one turn throws is logged and counted, the loop waits a moment, ever longer while it goes on, and
/// tries again. Nothing but cancellation ends a loop.
/// </summary>
public sealed partial class Supervisor(TimeProvider time, ILogger<Supervisor> logger)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Gone = TimeSpan.FromMinutes(1);

    public Live<LoopHealth> Health { get; } = new(LoopHealth.Good);

    /// <summary>One turn at once, then one whenever the interval has passed.</summary>
    public async Task EveryAsync(Loop loop, TimeSpan interval, Func<CancellationToken, Task> turn, CancellationToken cancellationToken)
    {
        Health.Update(health => health.Known(loop.Name));
        using var timer = new PeriodicTimer(interval, time);
        do await TurnAsync(loop, turn, cancellationToken);
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>One turn for the current value and one for each newer one; a turn that failed is tried again with the newest, whether or not it is newer.</summary>
    public async Task FollowAsync<T>(Loop loop, Live<T> source, Func<T, CancellationToken, Task> turn, CancellationToken cancellationToken) where T : class
    {
        Health.Update(health => health.Known(loop.Name));
        await foreach (var _ in source.WatchAsync(cancellationToken))
            while (!await TurnAsync(loop, token => turn(source.Current, token), cancellationToken))
                cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Runs what has its own way of waiting, and runs it again whenever it throws. Ends when it ends by itself.</summary>
    public async Task RunAsync(Loop loop, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        Health.Update(health => health.Known(loop.Name));
        while (!await TurnAsync(loop, token => CalmAsync(loop, run, token), cancellationToken)) cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Does something for one of the things a loop sees to. When it throws, that one rests a while, longer each time; the others go on.</summary>
    /// <returns>False when it failed, or still rests.</returns>
    public async Task<bool> TryAsync(Loop thing, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        if (Health.Current.Troubles.TryGetValue(thing, out var trouble) && time.GetUtcNow() < trouble.NextTryAt) return false;
        try
        {
            await work(cancellationToken);
            Worked(thing);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(thing, exception);
            return false;
        }
    }

    /// <summary>False when it failed; then the pause is over.</summary>
    private async Task<bool> TurnAsync(Loop loop, Func<CancellationToken, Task> turn, CancellationToken cancellationToken)
    {
        try
        {
            await turn(cancellationToken);
            Worked(loop);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            await Task.Delay(Failed(loop, exception).NextTryAt - now, time, cancellationToken);
            return false;
        }
    }

    /// <summary>A run that never ends has recovered when it has not failed for a while.</summary>
    private async Task CalmAsync(Loop loop, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        var running = run(cancellationToken);
        if (Health.Current.Troubles.ContainsKey(loop))
        {
            using var calm = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (await Task.WhenAny(running, Task.Delay(Longest, time, calm.Token)) != running) Worked(loop);
            await calm.CancelAsync();
        }
        await running;
    }

    private LoopTrouble Failed(Loop loop, Exception exception)
    {
        var failure = Failure.Of(exception, $"loop {loop.Name} {loop.Subject}".TrimEnd());
        var now = time.GetUtcNow();
        var trouble = Health.Update(health =>
        {
            var before = health.Troubles.GetValueOrDefault(loop);
            var times = (before?.Times ?? 0) + 1;
            return health.With(new(loop, failure, before?.Since ?? now, times, now + Pause(times)));
        }).Troubles[loop];
        LogFailed(loop.Name, loop.Subject, trouble.Times, trouble.NextTryAt - now, failure.Sentence, failure.IsBug ? null : exception);
        return trouble;
    }

    private void Worked(Loop loop)
    {
        if (Health.Current.Troubles.IsEmpty) return;
        if (Health.Current.Troubles.TryGetValue(loop, out var trouble)) LogRecovered(loop.Name, loop.Subject, trouble.Times, time.GetUtcNow() - trouble.Since);
        Health.Update(health => health.Without(loop).WithoutGone(loop.Name, time.GetUtcNow() - Gone));
    }

    private static TimeSpan Pause(int times) => times > 5 ? Longest : First * Math.Pow(2, times - 1);

    [LoggerMessage(LogLevel.Error, "Loop {Loop} {Subject} failed, {Times} in a row, next try in {Pause}: {Reason}")]
    private partial void LogFailed(string loop, string subject, int times, TimeSpan pause, string reason, Exception? exception);

    [LoggerMessage(LogLevel.Information, "Loop {Loop} {Subject} recovered after {Times} failures in {Duration}")]
    private partial void LogRecovered(string loop, string subject, int times, TimeSpan duration);
}
