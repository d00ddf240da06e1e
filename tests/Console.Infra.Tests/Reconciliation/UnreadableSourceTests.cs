using IncidentConsole.Infra.Tests.Redis;
using static IncidentConsole.Infra.Tests.Reconciliation.TwoRegions;

namespace IncidentConsole.Infra.Tests.Reconciliation;

/// <summary>A store that cannot be asked must never read as "new" or as "duplicate" (defect 49).</summary>
public sealed class UnreadableSourceTests(TwoRedis redis) : IClassFixture<TwoRedis>
{
    [Fact]
    public async Task Without_the_survivors_dedup_store_nothing_is_submitted()
    {
        await using var regions = await StartAsync(redis);
        await regions.LogAsync(5);
        await redis.RightServer.KillAsync();
        try
        {
            var outcome = await regions.RunAsync();

            Assert.StartsWith("us-east Redis: ", outcome.Outcome, StringComparison.Ordinal);
            Assert.EndsWith("nothing was submitted", outcome.Outcome, StringComparison.Ordinal);
            Assert.Equal((false, 0), (outcome.Succeeded, regions.Received().Count));
        }
        finally
        {
            await redis.RightServer.StartAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Without_the_failed_regions_dedup_store_all_it_had_logged_is_counted_as_at_most()
    {
        await using var regions = await StartAsync(redis);
        await regions.LogAsync(5);
        await redis.LeftServer.KillAsync();
        try
        {
            var outcome = await regions.RunAsync();

            Assert.Contains("at most 5 PCS were not replicated, all 5 recovered", outcome.Outcome, StringComparison.Ordinal);
            Assert.All(await regions.ReportAsync(), pcs => Assert.Null(pcs.WasAnswered));
        }
        finally
        {
            await redis.LeftServer.StartAsync(Cancellation);
        }
    }

    [Theory]
    [InlineData("eu-west")]
    [InlineData("us-east")]
    public async Task Without_the_log_or_a_place_for_the_list_nothing_is_submitted(string region)
    {
        await using var regions = await StartAsync(redis);
        await regions.LogAsync(5);
        regions.Faults.Set("s3-down", new Dictionary<string, string> { ["region"] = region });

        var outcome = await regions.RunAsync();

        Assert.StartsWith($"{region} S3: 503", outcome.Outcome, StringComparison.Ordinal);
        Assert.Equal((false, 0), (outcome.Succeeded, regions.Received().Count));
    }
}
