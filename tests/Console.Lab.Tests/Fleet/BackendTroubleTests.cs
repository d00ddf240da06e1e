using System.Net;

namespace IncidentConsole.Lab.Tests.Fleet;

public sealed class BackendTroubleTests(BackendFixture fleet) : IClassFixture<BackendFixture>, IDisposable
{
    public void Dispose()
    {
        foreach (var fault in fleet.Faults.Active)
            fleet.Faults.Clear(fault.Name);
    }

    [Fact]
    public async Task Above_the_rate_it_answers_429_and_neither_counts_nor_logs()
    {
        var pod = await fleet.StartPodAsync();
        fleet.Faults.Set("rate-limit", new Dictionary<string, string> { ["perSecond"] = "1" });

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => fleet.SubmitAsync(pod, fleet.Documents.Create())));

        var taken = answers.Count(answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = answers.Where(answer => answer.StatusCode != HttpStatusCode.OK).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode));
        Assert.All(refused, answer => Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter?.Delta));
        Assert.Equal(taken, fleet.WalBodies(pod).Count);
        Assert.Contains($"flk_ingest_total {taken}\n", await fleet.GetAsync(pod, "/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_counter_that_is_no_number_is_exported_while_it_goes_on_serving()
    {
        var pod = await fleet.StartPodAsync();
        fleet.Faults.Set("metrics-nan", new Dictionary<string, string> { ["region"] = BackendFixture.Region });

        using var response = await fleet.SubmitAsync(pod, fleet.Documents.Create());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("\nflk_ingest_total NaN\n", await fleet.GetAsync(pod, "/metrics"), StringComparison.Ordinal);
        fleet.Faults.Clear("metrics-nan");
        Assert.Contains("\nflk_ingest_total 1\n", await fleet.GetAsync(pod, "/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_disk_for_the_WAL_it_answers_500_and_counts_the_error()
    {
        var pod = await fleet.StartPodAsync();
        Directory.Delete(Path.Combine(fleet.Folder, BackendFixture.Region, pod.Spec.Name));

        using var response = await fleet.SubmitAsync(pod, fleet.Documents.Create());

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("flk_wal_errors 1", await fleet.GetAsync(pod, "/metrics"), StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(fleet.Folder, BackendFixture.Region, pod.Spec.Name));
    }

    [Fact]
    public async Task Drained_it_answers_503_with_Retry_After_and_health_stays_OK()
    {
        var pod = await fleet.StartPodAsync(("DRAIN_WRITES", "true"));

        using var response = await fleet.SubmitAsync(pod, fleet.Documents.Create());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal("OK", await fleet.GetAsync(pod, "/health"));
        Assert.Empty(fleet.WalBodies(pod));
    }

    [Fact]
    public async Task Degraded_mode_shows_in_its_metrics()
    {
        var normal = await fleet.StartPodAsync();
        var degraded = await fleet.StartPodAsync(("DEGRADED_MODE", "true"));

        Assert.Contains("flk_degraded_mode 0", await fleet.GetAsync(normal, "/metrics"), StringComparison.Ordinal);
        Assert.Contains("flk_degraded_mode 1", await fleet.GetAsync(degraded, "/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_pod_is_not_ready_refuses_connections_and_comes_back_with_fresh_counters()
    {
        var pod = await fleet.StartPodAsync();
        using (await fleet.SubmitAsync(pod, fleet.Documents.Create()))
            fleet.Faults.Set("pods-down", new Dictionary<string, string> { ["region"] = BackendFixture.Region });
        await fleet.ApplyFaultsAsync();

        Assert.False(pod.IsReady);
        await Assert.ThrowsAsync<HttpRequestException>(() => fleet.GetAsync(pod, "/health"));

        fleet.Faults.Clear("pods-down");
        await fleet.ApplyFaultsAsync();

        Assert.True(pod.IsReady);
        Assert.Contains("flk_ingest_total 0", await fleet.GetAsync(pod, "/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_rate_fault_answers_500()
    {
        var pod = await fleet.StartPodAsync();
        fleet.Faults.Set("error-rate", new Dictionary<string, string> { ["percent"] = "100" });

        using var response = await fleet.SubmitAsync(pod, fleet.Documents.Create());

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("http_requests_total{code=\"500\"} 1", await fleet.GetAsync(pod, "/metrics"), StringComparison.Ordinal);
    }
}
