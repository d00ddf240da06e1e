using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Tests.Cloudflare;

/// <summary>What every operation does before it is that operation.</summary>
public class EnvelopeContractTests
{
    private readonly FaultBoard faults = new(TimeProvider.System);

    private static string Records => $"{CurlCloudflare.Zone}/dns_records";

    [Fact]
    public async Task A_wrong_token_is_refused()
    {
        await using var api = await CurlCloudflare.StartAsync(faults, CurlCloudflare.Simple);

        Assert.Equal("401 10000: Authentication error", (await new CurlCloudflare(api, "another").GetAsync(Records)).Refusal);
    }

    [Theory]
    [InlineData("zones/other/dns_records", "404 7003: Could not route to /zones/other/dns_records, perhaps your object identifier is invalid?; 7000: No route for that URI")]
    [InlineData("accounts/other/load_balancers/pools", "404 7003: Could not route to /accounts/other/load_balancers/pools, perhaps your object identifier is invalid?; 7000: No route for that URI")]
    public async Task What_does_not_exist_has_no_route(string path, string refusal)
    {
        await using var api = await CurlCloudflare.StartAsync(faults, CurlCloudflare.Simple);

        Assert.Equal(refusal, (await new CurlCloudflare(api).GetAsync(path)).Refusal);
    }

    [Fact]
    public async Task An_unknown_verb_parameter_or_body_is_refused()
    {
        await using var api = await CurlCloudflare.StartAsync(faults, CurlCloudflare.Simple);
        var curl = new CurlCloudflare(api);

        Assert.StartsWith("405 ", (await curl.SendAsync("DELETE", Records, "{}")).Refusal);
        Assert.Equal("400 1004: 'nmae' is no parameter of this operation", (await curl.GetAsync($"{Records}?nmae=api.example.com")).Refusal);
        Assert.Equal("400 9207: Content-Type must be 'application/json'.", (await curl.RunAsync($"{api.Address}/{Records}/batch", "--data", "{}")).Refusal);
        Assert.Equal("404 1001: load balancer not found", (await curl.GetAsync($"{CurlCloudflare.Zone}/load_balancers/none")).Refusal);
    }

    [Fact]
    public async Task Throttling_says_when_to_come_back_and_ends_after_the_calls_it_was_set_for()
    {
        await using var api = await CurlCloudflare.StartAsync(faults, CurlCloudflare.Simple);
        var curl = new CurlCloudflare(api);
        faults.Set("cloudflare-throttle", new Dictionary<string, string> { ["times"] = "1", ["seconds"] = "3" });

        var first = await curl.GetAsync(Records);

        Assert.Equal(("429 971: Please wait and consider throttling your request speed", "3"), (first.Refusal, first.RetryAfter));
        Assert.Equal(200, (await curl.GetAsync(Records)).Status);
    }

    [Fact]
    public async Task A_refusal_is_of_changes_only_and_changes_nothing()
    {
        await using var api = await CurlCloudflare.StartAsync(faults, CurlCloudflare.Simple);
        var curl = new CurlCloudflare(api);
        faults.Set("cloudflare-refuse", new Dictionary<string, string>());

        Assert.Equal("403 10000: Authentication error", (await curl.SendAsync("POST", $"{Records}/batch", "{}")).Refusal);
        Assert.Equal(200, (await curl.GetAsync(Records)).Status);
        Assert.Equal(0, api.Zone.Changes);
    }
}
