using IncidentConsole.Lab.Composition;
using StackExchange.Redis;

namespace IncidentConsole.Lab.Tests.Fleet;

[Collection(RangeTests.Name)]
public sealed class WholeRangeTests(RangeFixture fixture)
{
    private readonly RehearsalRange range = fixture.Range;

    [Fact]
    public async Task In_health_both_regions_take_traffic_and_both_dedup_stores_hold_the_same_answers()
    {
        await RangeFixture.UntilAsync("both regions take traffic", () => Takes("eu-west") && Takes("us-east"));
        var accepted = range.Ledger.Page(0, 50).Select(entry => (RedisKey)$"pcs:{entry.Id}").Distinct().ToArray();
        using var here = await ConnectionMultiplexer.ConnectAsync(range.File.Regions[0].Redis);
        using var there = await ConnectionMultiplexer.ConnectAsync(range.File.Regions[1].Redis);

        await RangeFixture.UntilAsync("both stores know the accepted documents", async () =>
        {
            var first = await here.GetDatabase().StringGetAsync(accepted);
            var second = await there.GetDatabase().StringGetAsync(accepted);
            return first.All(answer => answer.HasValue) && first.SequenceEqual(second);
        });
        Assert.NotEmpty(accepted);
    }

    [Fact]
    public async Task A_dead_region_loses_its_DNS_answers_and_its_traffic_unless_the_GSLB_is_stuck()
    {
        await RangeFixture.UntilAsync("both regions take traffic", () => Takes("eu-west") && Takes("us-east"));

        await range.BreakAsync("region-down", ("region", "eu-west"));
        await RangeFixture.UntilAsync("DNS names the survivor only", async () => (await fixture.AnsweredAsync()).SetEquals(["us-east"]));
        await RangeFixture.UntilAsync("all traffic goes to the survivor", () => !Takes("eu-west") && Takes("us-east"));

        await range.BreakAsync("gslb-stuck");
        await RangeFixture.UntilAsync("DNS names the dead region again", async () => (await fixture.AnsweredAsync()).Contains("eu-west"));
        await RangeFixture.UntilAsync("clients fail at the dead region", () => range.Share.Failed().ContainsKey("eu-west"));

        await range.HealAsync("gslb-stuck");
        await range.HealAsync("region-down");
        await RangeFixture.UntilAsync("both regions take traffic again", () => Takes("eu-west") && Takes("us-east"));
    }

    private bool Takes(string region) => range.Share.Served().ContainsKey(region);
}
