using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Domain.Loops;

/// <summary>Writes every bug to the log with its stack, the same one once a minute at most: one in a check throws several times a second.</summary>
public sealed partial class BugLog(TimeProvider time, ILogger<BugLog> logger) : IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> logged = new();
    private IDisposable? subscription;
    private long total;

    /// <summary>Bugs met since the start, each time one threw.</summary>
    public long Total => Interlocked.Read(ref total);

    /// <summary>Hears from now on.</summary>
    public void Subscribe() => subscription ??= Bug.Source.Subscribe(this);

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not Bug bug) return;
        Interlocked.Increment(ref total);
        var now = time.GetUtcNow();
        var known = logged.GetValueOrDefault(bug.Reference);
        if (now - known < Pause) return;
        logged[bug.Reference] = now;
        LogBug(bug.Reference, bug.Where, bug.Exception);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => subscription?.Dispose();

    [LoggerMessage(LogLevel.Error, "Bug {Reference} in {Where}")]
    private partial void LogBug(string reference, string where, Exception exception);
}
