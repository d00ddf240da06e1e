using IncidentConsole.Lab.Composition;

namespace IncidentConsole.Lab.Processes.Prometheus;

/// <summary>A region's real Prometheus, with the blackbox exporter it looks at the peer through. Each start begins with no history.</summary>
public sealed class PrometheusServer(PrometheusOptions options) : IAsyncDisposable
{
    private readonly Lock targets = new();
    private ChildProcess? blackbox;
    private ChildProcess? prometheus;

    public bool IsRunning => prometheus is { HasExited: false };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Folder);
        await WriteAsync("prometheus.yml", PrometheusConfiguration.Of(options), cancellationToken);
        await WriteAsync("blackbox.yml", PrometheusConfiguration.Blackbox(), cancellationToken);
        foreach (var rules in PrometheusConfiguration.RulesFiles) await WriteAsync(rules, Resource.Read(rules), cancellationToken);
        blackbox = await ChildProcess.StartAsync(new ChildCommand(
            Programs.Find("prometheus-blackbox-exporter", "prometheus-blackbox-exporter"),
            [$"--config.file={In("blackbox.yml")}", $"--web.listen-address=127.0.0.1:{options.BlackboxPort}", "--timeout-offset=0.1"],
            In("blackbox.log")));
        prometheus = await ChildProcess.StartAsync(new ChildCommand(
            Programs.Find("prometheus", "prometheus"),
            [$"--config.file={In("prometheus.yml")}", $"--storage.tsdb.path={In("data")}", $"--web.listen-address=127.0.0.1:{options.Port}"],
            In("prometheus.log")));
        await Ready.WhenAsync(blackbox, Ready.Listening(options.BlackboxPort), cancellationToken);
        await Ready.WhenAsync(prometheus, Ready.Answering(new Uri($"http://127.0.0.1:{options.Port}/-/ready")), cancellationToken);
    }

    /// <summary>Names the backends to scrape. Prometheus watches the file and takes it up at once.</summary>
    /// <param name="addresses">Asked while nobody else writes: of two writers at once the later one has the newer list.</param>
    public void SetBackends(Func<IEnumerable<string>> addresses)
    {
        lock (targets)
        {
            // Moved into place whole: Prometheus must never read half a list.
            var draft = In(PrometheusConfiguration.TargetsFile + ".new");
            File.WriteAllText(draft, PrometheusConfiguration.Targets(options.Region, addresses()));
            File.Move(draft, In(PrometheusConfiguration.TargetsFile), overwrite: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (prometheus is not null)
            await prometheus.DisposeAsync();
        if (blackbox is not null)
            await blackbox.DisposeAsync();
    }

    private string In(string file) => Path.Combine(options.Folder, file);

    private Task WriteAsync(string file, string text, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(In(file), text, cancellationToken);
}
