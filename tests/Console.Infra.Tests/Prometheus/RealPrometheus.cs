using System.Globalization;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Prometheus;
using IncidentConsole.Infra.Tests.Probing;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;
using Microsoft.AspNetCore.Http;

namespace IncidentConsole.Infra.Tests.Prometheus;

/// <summary>A real Prometheus that scrapes one backend, whose counters grow as the test says.</summary>
public sealed class RealPrometheus : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("prometheus-");
    private StubServer? backend;
    private ChildProcess? process;

    public static RegionId West { get; } = new("eu-west");

    /// <summary>The backend's metrics at its n-th scrape.</summary>
    public required Func<int, string> Metrics { get; init; }

    /// <summary>The labels of the target, as JSON.</summary>
    public string Labels { get; init; } = """{ "region": "eu-west" }""";

    /// <summary>How many jobs scrape it.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Between two scrapes, of which each may take as long: one that is late leaves a hole.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether the backend answers scrapes at all.</summary>
    public bool IsUp { get; set; } = true;

    internal PrometheusClient Client { get; private set; } = null!;

    internal Uri Url { get; private set; } = null!;

    public async Task StartAsync()
    {
        var scrapes = 0;
        backend = await StubServer.StartAsync(context =>
        {
            if (IsUp) return context.Response.WriteAsync(Metrics(scrapes++));
            context.Abort();
            return Task.CompletedTask;
        });
        var port = FreePorts.Next();
        var config = Path.Combine(folder.FullName, "prometheus.json");
        await File.WriteAllTextAsync(config, $$"""
            { "global": { "scrape_interval": "{{Interval.TotalMilliseconds}}ms", "scrape_timeout": "{{Interval.TotalMilliseconds}}ms" },
              "scrape_configs": [{{string.Join(',', Enumerable.Range(1, Jobs).Select(job => JobOf(job == 1 ? "backend" : $"backend-{job}")))}}] }
            """);
        process = await ChildProcess.StartAsync(new ChildCommand("prometheus",
            [$"--config.file={config}", $"--storage.tsdb.path={folder.FullName}/data", $"--web.listen-address=127.0.0.1:{port}"], Path.Combine(folder.FullName, "log")));
        Url = new Uri($"http://127.0.0.1:{port}/");
        Client = new PrometheusClient(West, new HttpClient { BaseAddress = Url }, TimeProvider.System);
        await UntilAsync(async () =>
        {
            await Client.EnsureReadyAsync(TestContext.Current.CancellationToken);
            return true;
        });
    }

    private string JobOf(string name) =>
        $$"""{ "job_name": "{{name}}", "honor_labels": true, "static_configs": [{ "targets": ["{{backend!.Url.Authority}}"], "labels": {{Labels}} }] }""";

    /// <summary>Asks until the reading looks so; what cannot be asked yet counts as not so.</summary>
    internal static async Task<T> ReadUntilAsync<T>(IProbe probe, Func<T, bool> seen) where T : Observation
    {
        T? last = null;
        await UntilAsync(async () => (last = Assert.IsType<T>((await probe.ReadAsync(TestContext.Current.CancellationToken))[0])) is var read && seen(read));
        return last!;
    }

    internal static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        Exception? last = null;
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!limit.IsCancellationRequested)
        {
            try
            {
                if (await condition()) return;
            }
            catch (Exception exception) when (exception is HttpRequestException or Infra.Probing.CouldNotAskException)
            {
                last = exception;
            }
            await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
        throw new TimeoutException("It never came to be so.", last);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await process.DisposeAsync();
        if (backend is not null) await backend.DisposeAsync();
        folder.Delete(recursive: true);
    }

    internal static string Sample(string series, double value) => string.Create(CultureInfo.InvariantCulture, $"{series} {value}\n");
}
