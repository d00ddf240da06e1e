using System.Net.Sockets;

namespace IncidentConsole.Lab.Processes;

/// <summary>Waits for what was started to be of use, and says why when it never is.</summary>
internal static class Ready
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <exception cref="InvalidOperationException">The child ended, or did not get ready in time; with its last words.</exception>
    public static async Task WhenAsync(ChildProcess child, Func<CancellationToken, Task> probe, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            try
            {
                await probe(patience.Token);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (child.HasExited || patience.IsCancellationRequested)
                    throw new InvalidOperationException(
                        $"{Path.GetFileName(child.Command.Program)} did not get ready: {child.LastWords()}", exception);
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
}
