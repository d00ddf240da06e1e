using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using IncidentConsole.Lab.Composition;
using IncidentConsole.Lab.Fleet.Pcs;

namespace IncidentConsole.Infra.Tests.Defects;

/// <summary>What a client, an operator and an observer of the range do.</summary>
internal static class RehearsalSteps
{
    private static readonly HttpClient Http = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Submits as a client does: turned away for its rate, which another test on this fleet may have used up, it comes back when it is told to.</summary>
    /// <returns>The status.</returns>
    public static Task<int> SubmitAsync(this Rehearsal rehearsal, string region, PcsDocument document) =>
        SubmitAsync(new Uri(rehearsal.Region(region).LoadBalancer), document);

    /// <summary>Waits until every backend of a region takes writes: each finds its store again in its own time.</summary>
    public static Task TakesWritesAsync(this Rehearsal rehearsal, string region) => rehearsal.UntilAsync($"every backend of {region} takes writes", async () =>
        (await Task.WhenAll(rehearsal.Range.Pods.In(region).Select(pod => SubmitAsync(new Uri($"http://{pod.Address}/"), rehearsal.Documents.Create())))).All(status => status == 200));

    private static async Task<int> SubmitAsync(Uri address, PcsDocument document)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "v1/pcs/submit")) { Content = JsonContent.Create(document) };
            request.Headers.Add("X-Tenant-Id", "acme");
            using var response = await Http.SendAsync(request, CancellationToken);
            if (response is not { StatusCode: HttpStatusCode.TooManyRequests, Headers.RetryAfter.Delta: { } wait }) return (int)response.StatusCode;
            await Task.Delay(wait, CancellationToken);
        }
    }

    /// <summary>A counter over all backends of a region.</summary>
    public static async Task<double> CountAsync(this Rehearsal rehearsal, string region, string counter)
    {
        var all = await Task.WhenAll(rehearsal.Range.Pods.In(region).Select(pod => Http.GetStringAsync($"http://{pod.Address}/metrics", CancellationToken)));
        return all.SelectMany(metrics => metrics.Split('\n')).Where(line => line.StartsWith(counter + " ", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    public static void UseAws(this Shell shell, S3Address s3) =>
        (shell.Environment["AWS_ACCESS_KEY_ID"], shell.Environment["AWS_SECRET_ACCESS_KEY"]) = (s3.AccessKey, s3.SecretKey);

    /// <summary>Waits until something holds; what cannot be asked yet does not.</summary>
    public static async Task UntilAsync(this Rehearsal _, string what, Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await AsksAsync(holds))
        {
            Assert.False(patience.IsCancellationRequested, $"It never came to this: {what}.");
            await poll.WaitForNextTickAsync(CancellationToken);
        }
    }

    private static async Task<bool> AsksAsync(Func<Task<bool>> holds)
    {
        try
        {
            return await holds();
        }
        catch (Infra.Probing.CouldNotAskException)
        {
            return false;
        }
    }
}
