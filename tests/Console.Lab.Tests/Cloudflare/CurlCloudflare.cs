using System.Text.Json.Nodes;
using IncidentConsole.Lab.Cloudflare;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Route53;

namespace IncidentConsole.Lab.Tests.Cloudflare;

/// <summary>
/// The API through curl, written as Cloudflare's reference writes its examples: there is no client of theirs to be had here.
/// </summary>
internal sealed class CurlCloudflare(CloudflareApi api, string token = "range-token")
{
    private static readonly IReadOnlyList<RegionTarget> Regions = [new("eu-west", "127.0.1.1", null), new("us-east", "127.0.2.1", null)];

    public static CloudflareOptions Weighted { get; } = new()
    {
        Records = RegionPools.Addresses(Regions), LoadBalancers = [RegionPools.Balancer("api.example.com", 10, Regions)], Pools = RegionPools.Pools(Regions), ServedAfter = TimeSpan.Zero,
    };

    public static CloudflareOptions Simple { get; } = new()
    {
        Records = RegionPools.Simple("api.example.com", 60, Regions), Pools = RegionPools.Pools(Regions), ServedAfter = TimeSpan.Zero,
    };

    public static string Zone => $"zones/{Simple.ZoneId}";

    public static string Account => $"accounts/{Simple.AccountId}";

    public static async Task<CloudflareApi> StartAsync(FaultBoard faults, CloudflareOptions options)
    {
        var api = new CloudflareApi(faults, TimeProvider.System, options);
        await api.StartAsync(TestContext.Current.CancellationToken);
        return api;
    }

    public Task<CurlAnswer> GetAsync(string path) => RunAsync($"{api.Address}/{path}");

    public Task<CurlAnswer> SendAsync(string verb, string path, string json) =>
        RunAsync($"{api.Address}/{path}", "-X", verb, "-H", "Content-Type: application/json", "--data", json);

    public async Task<CurlAnswer> RunAsync(string url, params string[] more)
    {
        var result = await Cli.RunAsync("curl", new Dictionary<string, string>(),
            [url, "-sS", "-H", $"Authorization: Bearer {token}", "-w", "\n%{http_code} %header{retry-after}", .. more]);
        Assert.Equal("", result.Error);
        var (body, status) = (result.Output[..result.Output.LastIndexOf('\n')], result.Output[(result.Output.LastIndexOf('\n') + 1)..].Split(' '));
        return new CurlAnswer(int.Parse(status[0]), status[1], JsonNode.Parse(body)!);
    }
}

internal sealed record CurlAnswer(int Status, string RetryAfter, JsonNode Body)
{
    public JsonNode Result => Body["result"]!;

    /// <summary><c>403 10000: Authentication error</c>.</summary>
    public string Refusal
    {
        get
        {
            Assert.False((bool)Body["success"]!);
            Assert.Null(Body["result"]);
            return $"{Status} {string.Join("; ", Body["errors"]!.AsArray().Select(error => $"{error!["code"]}: {error["message"]}"))}";
        }
    }
}
