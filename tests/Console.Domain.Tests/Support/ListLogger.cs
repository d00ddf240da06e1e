using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>Keeps every line with its fields.</summary>
internal sealed class ListLogger<T> : ILogger<T>
{
    public ConcurrentQueue<LogLine> Lines { get; } = new();

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(new(logLevel, formatter(state, exception), exception,
            (state as IEnumerable<KeyValuePair<string, object?>>)?.ToDictionary(field => field.Key, field => field.Value) ?? []));
}

internal sealed record LogLine(LogLevel Level, string Text, Exception? Exception, Dictionary<string, object?> Fields);
