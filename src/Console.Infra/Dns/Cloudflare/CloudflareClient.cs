using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace IncidentConsole.Infra.Dns.Cloudflare;

/// <summary>Cloudflare's v4 API. Retries nothing: <see cref="ThrottleRetry"/> does, where it can be seen.</summary>
internal sealed class CloudflareClient(CloudflareOptions options, IHttpClientFactory factory, TimeProvider time)
{
    /// <summary>The named HTTP client of this folder.</summary>
    public const string Http = "cloudflare";

    private readonly HttpClient http = Connect(options, factory);

    public string ServiceUrl => http.BaseAddress!.AbsoluteUri.TrimEnd('/');

    /// <exception cref="CloudflareException">It said no.</exception>
    public Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        SendAsync<T>(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    /// <exception cref="CloudflareException">It said no.</exception>
    public Task SendAsync(CloudflareCall call, CancellationToken cancellationToken) =>
        SendAsync<JsonElement>(new HttpRequestMessage(call.Method, call.Path) { Content = JsonContent.Create(call.Body) }, cancellationToken);

    private async Task<T> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var sent = request;
        using var limit = new CancellationTokenSource(options.CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var response = await http.SendAsync(request, either.Token);
        var answer = await ReadAsync<T>(response, either.Token);
        return response.IsSuccessStatusCode && answer is { Success: true, Result: { } result }
            ? result
            : throw CloudflareException.Of(response.StatusCode, answer?.Errors, RetryAfter(response));
    }

    /// <summary>Null when it is an error and no envelope: something before Cloudflare's API answered.</summary>
    private static async Task<CloudflareAnswer<T>?> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<CloudflareAnswer<T>>(CloudflareAnswer<T>.Format, cancellationToken);
        }
        catch (JsonException) when (!response.IsSuccessStatusCode)
        {
            return null;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    private static HttpClient Connect(CloudflareOptions options, IHttpClientFactory factory)
    {
        var http = factory.CreateClient(Http);
        // With the slash the paths of the calls come below /client/v4.
        http.BaseAddress = new Uri(options.ServiceUrl!.AbsoluteUri.TrimEnd('/') + "/");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiToken);
        return http;
    }
}
