using IncidentConsole.Lab.Cloudflare;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Tests.Cloudflare;

public class LoadBalancersContractTests
{
    private static readonly string West = RegionPools.PoolId("eu-west");
    private readonly FaultBoard faults = new(TimeProvider.System);

    private static string Balancer => $"{CurlCloudflare.Zone}/load_balancers/{RegionPools.LoadBalancerId}";

    [Fact]
    public async Task A_load_balancer_names_its_pools_and_the_account_has_them()
    {
        await using var api = await CurlCloudflare.StartAsync(faults, CurlCloudflare.Weighted);
        var curl = new CurlCloudflare(api);

        var balancer = (await curl.GetAsync(Balancer)).Result;
        var pools = (await curl.GetAsync($"{CurlCloudflare.Account}/load_balancers/pools")).Result;
        var pool = (await curl.GetAsync($"{CurlCloudflare.Account}/load_balancers/pools/{West}")).Result;

        Assert.Equal(("api.example.com", "random", 10), ((string)balancer["name"]!, (string)balancer["steering_policy"]!, (int)balancer["ttl"]!));
        Assert.Equal(balancer["default_pools"]!.AsArray().Select(id => (string)id!), pools.AsArray().Select(each => (string)each!["id"]!));
        Assert.Equal(("eu-west", "eu-west-alb.example.com"), ((string)pool["name"]!, (string)pool["origins"]![0]!["address"]!));
    }

    [Fact]
    public async Task A_patch_overwrites_what_it_supplies_and_nothing_else()
    {
        await using var api = await CurlCloudflare.StartAsync(faults, CurlCloudflare.Weighted);

        var answer = await new CurlCloudflare(api).SendAsync("PATCH", Balancer, $$"""{"random_steering": {"default_weight": 0.2, "pool_weights": {"{{West}}": 0.55} } }""");

        Assert.Equal((0.2m, 0.55m), ((decimal)answer.Result["random_steering"]!["default_weight"]!, (decimal)answer.Result["random_steering"]!["pool_weights"]![West]!));
        Assert.Equal(10, api.Zone.Content.LoadBalancers.Single().Ttl);
    }

    [Theory]
    [InlineData("""{"random_steering": {"pool_weights": {"WEST": 1.01}}}""", "400 1002: pool weight 1.01 must be between 0 and 1 in steps of 0.01: validation failed")]
    [InlineData("""{"random_steering": {"pool_weights": {"WEST": 0.005}}}""", "400 1002: pool weight 0.005 must be between 0 and 1 in steps of 0.01: validation failed")]
    [InlineData("""{"random_steering": {"pool_weights": {"none": 1}}}""", "400 1002: pool none does not exist: validation failed")]
    [InlineData("""{"fallback_pool": "none"}""", "400 1002: pool none does not exist: validation failed")]
    [InlineData("""{"default_pools": []}""", "400 1002: default_pools must have at least one pool: validation failed")]
    [InlineData("""{"random_steering": {"weights": {}}}""", "400 9207: Request body is invalid: unknown field 'weights'.")]
    [InlineData("""{"weight": 1}""", "400 9207: Request body is invalid: unknown field 'weight'.")]
    [InlineData("""{"enabled": "yes"}""", "400 9207: Request body is invalid: 'enabled' is of the wrong type.")]
    [InlineData("""{"enabled": """, "400 9207: Request body is invalid.")]
    public async Task A_wrong_patch_changes_nothing(string patch, string refusal)
    {
        await using var api = await CurlCloudflare.StartAsync(faults, CurlCloudflare.Weighted);
        var before = api.Zone.Content;

        Assert.Equal(refusal, (await new CurlCloudflare(api).SendAsync("PATCH", Balancer, patch.Replace("WEST", West, StringComparison.Ordinal))).Refusal);
        Assert.Equal(before, api.Zone.Content);
    }

    [Fact]
    public async Task A_pool_without_reports_says_none()
    {
        await using var api = await CurlCloudflare.StartAsync(faults, CurlCloudflare.Weighted);

        var health = (await new CurlCloudflare(api).GetAsync($"{CurlCloudflare.Account}/load_balancers/pools/{West}/health")).Result;

        Assert.Equal((West, 0), ((string)health["pool_id"]!, health["pop_health"]!.AsObject().Count));
    }
}
