using System.Net.Sockets;

namespace IncidentConsole.Lab.Processes;

/// <summary>
/// Waits for what was started to be of use. On a busy machine that takes long: it says now and then what it waits for, and gives up
/// only after minutes. What has ended is not waited for.
/// </summary>
internal static class Ready
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <exception cref="InvalidOperationException">The program ended, or did not get ready in minutes; with its last words.</exception>
    public static Task WhenAsync(ChildProcess child, Func<CancellationToken, Task> probe, CancellationToken cancellationToken) =>
        UntilAsync(Path.GetFileName(child.Command.Program), probe, () => child.HasExited, child.LastWords, Limits.Usual, Console.Error, cancellationToken);

    /// <param name="program">What is waited for.</param>
    /// <param name="probe">Throws while it is not ready.</param>
    internal static async Task UntilAsync(
        string program, Func<CancellationToken, Task> probe, Func<bool> hasEnded, Func<string> lastWords, Limits limits, TextWriter say, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var said = TimeSpan.Zero;
        while (true)
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            attempt.CancelAfter(limits.Attempt);
            try
            {
                await probe(attempt.Token);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                var waited = TimeProvider.System.GetElapsedTime(started);
                if (hasEnded()) throw new InvalidOperationException($"{program} did not get ready: {lastWords()}", exception);
                if (waited >= limits.Patience)
                    throw new InvalidOperationException($"{program} did not get ready within {waited.TotalSeconds:0} s: {exception.Message}; its last words: {lastWords()}", exception);
                if (waited - said >= limits.BetweenReports)
                {
                    said = waited;
                    await say.WriteLineAsync($"Waiting for {program}, {waited.TotalSeconds:0} s so far: {exception.Message}");
                }
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    public static Func<CancellationToken, Task> Listening(int port) => async cancellationToken =>
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, cancellationToken);
    };

    public static Func<CancellationToken, Task> Answering(Uri address) => async cancellationToken =>
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(address, cancellationToken);
        response.EnsureSuccessStatusCode();
    };

    /// <param name="Patience">After this long it is given up.</param>
    /// <param name="Attempt">A probe that hangs this long is begun anew.</param>
    internal sealed record Limits(TimeSpan Patience, TimeSpan Attempt, TimeSpan BetweenReports)
    {
        public static Limits Usual { get; } = new(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(15));
    }
}
