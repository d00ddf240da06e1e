using System.Text;
using IncidentConsole.Infra.Redis.Merge;
using IncidentConsole.Infra.Redis.Parity;
using IncidentConsole.Infra.Redis.Resp;
using StackExchange.Redis;
using static IncidentConsole.Infra.Tests.Redis.DedupEntries;

namespace IncidentConsole.Infra.Tests.Redis.Merge;

/// <summary>What happens to a key between the listing, the question, the reading and the writing.</summary>
public sealed class CopyLaneTests(TwoRedis redis) : IClassFixture<TwoRedis>, IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await redis.EmptyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_key_deleted_after_it_was_listed_is_gone_and_stays_gone()
    {
        await redis.Left.StringSetAsync("pcs:here", "1", AnHourOld);

        var copy = await CopyAsync("pcs:here", "pcs:deleted");

        Assert.Equal((1L, 1L, 0L), (copy.Copied, copy.Expired, copy.AlreadyThere));
        Assert.False(await redis.Right.KeyExistsAsync("pcs:deleted"));
    }

    [Fact]
    public async Task A_page_of_both_kinds_copies_only_what_is_missing()
    {
        await redis.Left.StringSetAsync([new("pcs:1", "left"), new("pcs:2", "left"), new("pcs:3", "left")]);
        await redis.Right.StringSetAsync("pcs:2", "right");

        var copy = await CopyAsync("pcs:1", "pcs:2", "pcs:3");

        Assert.Equal((2L, 1L), (copy.Copied, copy.AlreadyThere));
        Assert.Equal(["left", "right", "left"], (await redis.Right.StringGetAsync(["pcs:1", "pcs:2", "pcs:3"])).Select(value => (string?)value));
    }

    [Fact]
    public async Task A_key_that_appears_after_it_was_asked_for_is_not_overwritten()
    {
        await redis.Right.StringSetAsync("pcs:first", "the first write", AnHourOld);
        await using var connection = await ConnectAsync(redis.RightServer.Port);
        var writer = new NxWriter(connection);
        writer.Add("pcs:first"u8, "late"u8, 5000);
        writer.Add("pcs:new"u8, "new"u8, 5000);

        Assert.Equal((1, 1), await writer.EndAsync(Stop));
        Assert.Equal("the first write", await redis.Right.StringGetAsync("pcs:first"));
        Assert.Equal((0, 0), await writer.EndAsync(Stop));
    }

    private async Task<PageCopy> CopyAsync(params string[] keys)
    {
        var page = new KeyPage();
        foreach (var key in keys) page.Add(Encoding.UTF8.GetBytes(key));
        await using var lane = new CopyLane(await ConnectAsync(redis.LeftServer.Port), await ConnectAsync(redis.RightServer.Port));
        return await lane.CopyAsync(page, Stop);
    }

    private static Task<RespConnection> ConnectAsync(int port) => RespConnection.OpenAsync("Redis", ConfigurationOptions.Parse($"127.0.0.1:{port}"), Stop);
}
