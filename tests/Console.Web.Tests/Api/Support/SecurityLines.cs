using System.Collections.Concurrent;
using IncidentConsole.Web.Security;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Web.Tests.Api.Support;

/// <summary>Keeps the lines of the security category.</summary>
internal sealed class SecurityLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyList<string> All => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Lines(categoryName == SecurityLog.Category ? lines : []);

    public void Dispose()
    {
    }

    private sealed class Lines(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
            string> formatter) =>
            lines.Enqueue(formatter(state, exception));
    }
}
