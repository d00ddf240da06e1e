using System.Net;

namespace IncidentConsole.Lab.Route53.Health;

/// <summary>One checker: probes the endpoint from where it sits, over a new connection each time, on its own.</summary>
internal sealed class HealthChecker(TimeProvider time, HealthCheck check, string region, IPAddress address) : IAsyncDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false });
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private int against;

    /// <summary>A new health check counts as healthy until it is proven otherwise.</summary>
    public HealthObservation Latest { get; private set; } = new(region, address, "Success: the first check is under way", time.GetUtcNow(), true);

    public void Start() => running = RunAsync();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Dispose();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(check.Interval, time);
        do
        {
            var (success, status) = await ProbeAsync();
            against = success == Latest.IsHealthy ? 0 : against + 1;
            var turned = against >= check.FailureThreshold;
            if (turned) against = 0;
            Latest = new HealthObservation(region, address, status, time.GetUtcNow(), turned ? success : Latest.IsHealthy);
        }
        while (await timer.WaitForNextTickAsync(stopping.Token));
    }

    private async Task<(bool Success, string Status)> ProbeAsync()
    {
        using var timeout = new CancellationTokenSource(check.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{check.EndPoint}{check.Path}"));
        request.Headers.Host = check.DomainName;
        request.Headers.UserAgent.ParseAdd(check.UserAgent);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var success = (int)response.StatusCode is >= 200 and < 400;
            return (success, $"{(success ? "Success" : "Failure")}: HTTP Status Code {(int)response.StatusCode}, {response.ReasonPhrase}");
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return (false, "Failure: Connection timed out. The endpoint or the internet connection is down, or requests are being blocked "
                + "by your firewall.");
        }
        catch (HttpRequestException unreachable)
        {
            return (false, unreachable.HttpRequestError == HttpRequestError.ConnectionError
                ? "Failure: Connection refused."
                : "Failure: The endpoint closed the connection without an answer.");
        }
    }
}
