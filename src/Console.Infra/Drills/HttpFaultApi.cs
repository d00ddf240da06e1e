using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Drills;

/// <summary>A fault API over HTTP: scenarios that are listed, started by name and ended all at once.</summary>
internal sealed class HttpFaultApi(IOptions<DrillsOptions> options, IHttpClientFactory factory, TimeProvider time) : IFaultApi
{
    /// <summary>The named HTTP client of this folder.</summary>
    public const string Http = "drills";

    public bool IsConfigured => options.Value.FaultApi is not null;

    public async Task<FaultApiState> ReadAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, "scenarios", null, response => response.Content.ReadFromJsonAsync<Overview>(JsonSerializerOptions.Web, cancellationToken), cancellationToken)
            ?? throw new FaultApiException("The fault API answers nothing.", refused: false);
        return new(
            [.. answer.Scenarios.Select(each => new Scenario(each.Key, each.Title, each.Effect, [.. each.Faults.Select(fault => new ScenarioFault(fault.Words, fault.Effect, TimeSpan.FromSeconds(fault.AfterSeconds)))]))],
            answer.Running is { } running ? new(running.Key, running.Title, running.By, running.StartedAt, [.. running.Faults]) : null,
            [.. answer.Faults]);
    }

    public Task StartAsync(string scenario, string by, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, $"scenarios/{Uri.EscapeDataString(scenario)}", JsonContent.Create(new { by }), _ => Task.FromResult(true), cancellationToken);

    public Task EndAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, "scenarios", null, _ => Task.FromResult(true), cancellationToken);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? body, Func<HttpResponseMessage, Task<T>> read, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.Value.TimeBox, time);
        using var box = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var http = factory.CreateClient(Http);
            using var request = new HttpRequestMessage(method, new Uri($"{options.Value.FaultApi!.AbsoluteUri.TrimEnd('/')}/{path}")) { Content = body };
            if (options.Value.Token is { Length: > 0 } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await http.SendAsync(request, box.Token);
            if (!response.IsSuccessStatusCode) throw new FaultApiException(await WordsAsync(response, box.Token), refused: (int)response.StatusCode is >= 400 and < 500);
            return await read(response);
        }
        catch (Exception exception) when (exception is not FaultApiException && !cancellationToken.IsCancellationRequested)
        {
            throw new FaultApiException($"The fault API could not be asked: {Reason.Of(exception, options.Value.TimeBox)}.", refused: false, exception);
        }
    }

    /// <summary>The <c>detail</c> of its problem (RFC 9457) where it gives one.</summary>
    private static async Task<string> WordsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return problem.TryGetProperty("detail", out var detail) && detail.GetString() is { Length: > 0 } words ? words : $"The fault API answers {Reason.Of(response.StatusCode)}.";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return $"The fault API answers {Reason.Of(response.StatusCode)}.";
        }
    }

    private sealed record Overview(ImmutableArray<Offer> Scenarios, Run? Running, ImmutableArray<string> Faults);

    private sealed record Offer(string Key, string Title, string Effect, ImmutableArray<Fault> Faults);

    private sealed record Fault(string Words, string Effect, double AfterSeconds);

    private sealed record Run(string Key, string Title, string By, DateTimeOffset StartedAt, ImmutableArray<string> Faults);
}
