using System.Globalization;

namespace IncidentConsole.Bench.Running;

/// <summary>Runs the entries one after the other. One that fails is reported, and the others still run.</summary>
/// <param name="limit">An entry that takes longer has failed: it waits for something that never comes.</param>
/// <param name="output">One line for each entry that failed, and with <paramref name="saysPassed"/> one for each that passed.</param>
/// <param name="log">The whole exception of each failure.</param>
internal sealed class EntryRunner(TimeSpan limit, bool saysPassed, TextWriter output, TextWriter log, TimeProvider time)
{
    private readonly Dictionary<string, string> failed = [];

    /// <summary>The entries that failed so far, each with its reason.</summary>
    public IReadOnlyDictionary<string, string> Failed => failed;

    public int Passed { get; private set; }

    /// <exception cref="OperationCanceledException">The whole run was cancelled.</exception>
    public async Task RunAsync(string name, Func<CancellationToken, Task> entry, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var started = time.GetTimestamp();
        try
        {
            await entry(either.Token);
            Passed++;
            var took = time.GetElapsedTime(started).TotalSeconds;
            if (saysPassed) await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name}: passed in {took:0.0} s"));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            failed[name] = timeout.IsCancellationRequested
                ? string.Create(CultureInfo.InvariantCulture, $"not done after {limit.TotalMinutes:0.#} min: {OneLine(exception)}")
                : OneLine(exception);
            await output.WriteLineAsync($"{name}: failed {failed[name]}");
            await log.WriteLineAsync($"{name}: {exception}");
        }
    }

    private static string OneLine(Exception exception) =>
        string.Join(' ', exception.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
