using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Loops;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Infra.Probing;

/// <summary>
/// Asks one probe again and again on its own cadence and reports what came of it. Nothing a probe does ends the loop: not an exception, not
/// a question that never returns.
/// </summary>
internal sealed partial class ProbeLoop(
    IProbe probe, Action<IReadOnlyList<Observation>, DateTimeOffset> report, Supervisor supervisor, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LongestJitter = TimeSpan.FromSeconds(1);

    // A question that ignores its cancellation is waited for this many time boxes, then left behind for good.
    private const int BoxesBeforeLeftBehind = 10;

    private Task abandoned = Task.CompletedTask;
    private DateTimeOffset abandonedAt;
    private string? lastReason;
    private bool hangs;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Probes of one cadence must not all knock in the same instant.
        await Task.Delay(Random.Shared.NextDouble() * Shorter(probe.Every, LongestJitter), time, cancellationToken);
        await supervisor.EveryAsync(new($"probe {probe.Name}", $"Probe {probe.Name} is not being run"), probe.Every, TurnAsync, cancellationToken);
    }

    /// <summary>An answer that cannot be taken in is none: its readings are Unknown, with the reference of the bug.</summary>
    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        var observations = await AskAsync(cancellationToken);
        try
        {
            report(observations, time.GetUtcNow());
        }
        catch (Exception exception)
        {
            report(probe.CouldNotAsk(Bug.Of(exception, $"taking in probe {probe.Name}").Sentence, time.GetUtcNow()), time.GetUtcNow());
        }
    }

    private async Task<IReadOnlyList<Observation>> AskAsync(CancellationToken cancellationToken)
    {
        if (!abandoned.IsCompleted && time.GetUtcNow() - abandonedAt < BoxesBeforeLeftBehind * probe.TimeBox) return StillRunning();

        using var box = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var started = time.GetTimestamp();
        // On the pool: a probe that blocks before its first await must not block the loop.
        var asking = Task.Run(() => probe.ReadAsync(box.Token), CancellationToken.None);
        try
        {
            var observations = await asking.WaitAsync(probe.TimeBox, time, cancellationToken);
            // The edge of every source: what the snapshot would not take in is said, and not left to go stale.
            if (observations.Select(observation => observation.Implausible()).FirstOrDefault(why => why is not null) is { } implausible)
                throw new CouldNotAskException(implausible);
            ProbeMetrics.Answered(probe.Name, time.GetElapsedTime(started));
            Recovered();
            return observations;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Not by a timer: one that fires while the box is disposed of takes the whole process with it.
            await box.CancelAsync();
            Abandon(asking);
            return CouldNotAsk(exception, time.GetElapsedTime(started));
        }
    }

    private IReadOnlyList<Observation> CouldNotAsk(Exception exception, TimeSpan took)
    {
        if (exception is TimeoutException or OperationCanceledException) ProbeMetrics.TimedOut(probe.Name, took);
        else ProbeMetrics.Failed(probe.Name, took);

        var reason = Reason.Of(exception, probe.TimeBox, $"probe {probe.Name}");
        if (reason != lastReason) LogCouldNotAsk(probe.Name, reason);
        (lastReason, hangs) = (reason, false);
        return probe.CouldNotAsk(reason, time.GetUtcNow());
    }

    private IReadOnlyList<Observation> StillRunning()
    {
        ProbeMetrics.StillRunning(probe.Name);
        var reason = $"still not answered {Text.Span(probe.TimeBox + (time.GetUtcNow() - abandonedAt))} after it was asked";
        if (!hangs) LogHangs(probe.Name);
        hangs = true;
        lastReason = reason;
        return probe.CouldNotAsk(reason, time.GetUtcNow());
    }

    private void Recovered()
    {
        if (lastReason is not null) LogAnswersAgain(probe.Name);
        (lastReason, hangs) = (null, false);
    }

    private void Abandon(Task asking)
    {
        abandoned = asking;
        abandonedAt = time.GetUtcNow();
        // Whatever it ends with, nobody waits for it any more.
        _ = asking.ContinueWith(static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    [LoggerMessage(LogLevel.Warning, "Probe {Probe} failed: {Reason}")]
    private partial void LogCouldNotAsk(string probe, string reason);

    [LoggerMessage(LogLevel.Warning, "Probe {Probe} ignored cancellation; it is skipped while it runs")]
    private partial void LogHangs(string probe);

    [LoggerMessage(LogLevel.Information, "Probe {Probe} recovered")]
    private partial void LogAnswersAgain(string probe);
}
