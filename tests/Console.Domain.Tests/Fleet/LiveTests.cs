using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Tests.Fleet;

public class LiveTests
{
    [Fact]
    public async Task A_slow_watcher_skips_to_the_newest_value()
    {
        var live = new Live<string>("0");
        await using var watcher = live.WatchAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await watcher.MoveNextAsync();
        for (var i = 1; i <= 100; i++) live.Update(_ => $"{i}");
        await watcher.MoveNextAsync();
        Assert.Equal("100", watcher.Current);
    }

    [Fact]
    public async Task An_update_between_two_reads_is_never_missed()
    {
        var live = new Live<string>("first");
        await using var watcher = live.WatchAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await watcher.MoveNextAsync());
        live.Update(_ => "second");
        Assert.True(await watcher.MoveNextAsync());
        Assert.Equal("second", watcher.Current);
    }

    [Fact]
    public void An_update_that_changes_nothing_wakes_nobody()
    {
        var live = new Live<string>("same");
        var watcher = live.WatchAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(watcher.MoveNextAsync().AsTask().IsCompletedSuccessfully);
        var next = watcher.MoveNextAsync().AsTask();
        live.Update(value => value);
        Assert.False(next.IsCompleted);
    }
}
