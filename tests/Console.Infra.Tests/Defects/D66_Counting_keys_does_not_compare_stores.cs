using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Tests.Redis;

namespace IncidentConsole.Infra.Tests.Defects;

public sealed class D66_Counting_keys_does_not_compare_stores(TwoRedis redis) : IClassFixture<TwoRedis>, IAsyncLifetime
{
    private readonly Shell shell = new();

    public async ValueTask InitializeAsync()
    {
        await redis.EmptyAsync();
        await redis.Left.AddEntriesAsync(0, 4);
        await redis.Right.AddEntriesAsync(0, 4);
    }

    public ValueTask DisposeAsync()
    {
        shell.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact, Defect(66)]
    public async Task Equal_stores_are_always_called_diverged()
    {
        var verdict = await shell.RunAsync(RunbookText.Lines(332, 338).At(redis.EuWest(), redis.UsEast()));

        Assert.Equal("❌ Still diverged: eu-west=, us-east=\n", verdict.Output);
        Assert.Contains("integer expression expected", verdict.Error, StringComparison.Ordinal);
        Assert.Equal((Health.Pass, "the same keys and values"), (await redis.ParityAsync()) is var parity ? (parity.Health, parity.Detail) : default);
    }

    [Fact, Defect(67)]
    public async Task Mended_it_still_counts_foreign_keys()
    {
        await redis.Left.StringSetAsync("session:1", "not dedup");

        Assert.Equal("❌ Still diverged: eu-west=5, us-east=4\n", (await MendedAsync()).Output);
        Assert.Equal(Health.Pass, (await redis.ParityAsync()).Health);
    }

    [Fact, Defect(67)]
    public async Task Mended_it_calls_different_keys_consistent()
    {
        await redis.Left.AddEntriesAsync(100, 1);
        await redis.Right.AddEntriesAsync(200, 1);

        Assert.Equal("✅ Dedup state consistent\n", (await MendedAsync()).Output);
        Assert.Equal((Health.Fail, 1, 1), (await redis.ParityAsync()) is var parity ? (parity.Health, parity.OnlyLeft, parity.OnlyRight) : default);
    }

    private Task<ShellResult> MendedAsync() =>
        shell.RunAsync(RunbookText.Lines(332, 338).At(redis.EuWest(), redis.UsEast(), (" | awk '{print $2}'", "")));
}
