namespace IncidentConsole.Lab.Processes;

/// <summary>A real Redis that writes everything to disk: killed, it comes back with its data.</summary>
/// <param name="more">Further arguments, as its configuration file would have them.</param>
public sealed class RedisServer(string folder, int port, params IReadOnlyList<string> more) : IAsyncDisposable
{
    private ChildProcess? process;

    public int Port => port;

    public bool IsRunning => process is { HasExited: false };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var program = Programs.Find("redis-server", "redis-server");
        process = await ChildProcess.StartAsync(new ChildCommand(
            program,
            ["--bind", "127.0.0.1", "--port", $"{port}", "--dir", folder, "--save", "", "--appendonly", "yes", "--appendfsync", "no",
                .. more],
            Path.Combine(folder, "redis.log")));
        await Ready.WhenAsync(process, Ready.Listening(port), cancellationToken);
    }

    public async Task KillAsync()
    {
        if (process is null)
            return;
        await process.KillAsync();
        await process.DisposeAsync();
        process = null;
    }

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
