using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Redis;
using IncidentConsole.Infra.Redis.Snapshots;
using static IncidentConsole.Infra.Tests.Redis.SplitBrain.SplitRegions;

namespace IncidentConsole.Infra.Tests.Redis.SplitBrain;

public sealed class ResultTalliesTests(SplitRegions regions) : IClassFixture<SplitRegions>, IAsyncLifetime
{
    private const string Accepted = """{"accepted":true,"escalated":false}""";

    public async ValueTask InitializeAsync() => await regions.EmptyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Results_are_counted_as_a_backend_counts_them()
    {
        await StoreAsync(regions.West, "a", Accepted, AnHourAgo);
        await StoreAsync(regions.West, "b", Accepted, AnHourAgo);
        await StoreAsync(regions.West, "c", """{"accepted":true,"escalated":true}""", AnHourAgo);
        await StoreAsync(regions.West, "d", """{"accepted":false,"escalated":false}""", AnHourAgo);
        await regions.West.ListRightPushAsync("pcs:no-string", "foreign");

        Assert.Equal(new ResultTally(2, 2, 0), await CountAsync());
    }

    [Fact]
    public async Task Only_what_was_stored_within_the_window_counts()
    {
        foreach (var (id, minutes) in new[] { ("before", -30), ("within", 0), ("after", 30) }) await StoreAsync(regions.West, id, Accepted, AnHourAgo.AddMinutes(minutes));

        Assert.Equal(new ResultTally(1, 0, 0), await CountAsync());
    }

    [Fact]
    public async Task What_has_no_age_or_is_no_result_is_counted_apart()
    {
        await regions.West.StringSetAsync("pcs:for-ever", Accepted);
        await StoreAsync(regions.West, "broken", "{", AnHourAgo);

        Assert.Equal(new ResultTally(0, 0, 2), await CountAsync());
    }

    [Fact]
    public async Task More_than_a_page_is_counted_once()
    {
        for (var i = 0; i < 1200; i++) await StoreAsync(regions.West, Id(i), Accepted, AnHourAgo);

        Assert.Equal(1200, (await CountAsync()).Accepted);
    }

    private Task<ResultTally> CountAsync()
    {
        var options = Microsoft.Extensions.Options.Options.Create(regions.Options);
        return new ResultTallies(new DedupStores(options), options, TimeProvider.System).CountAsync(
            new RegionId("eu-west"), AnHourAgo.AddMinutes(-10), AnHourAgo.AddMinutes(10), _ => Task.CompletedTask, TestContext.Current.CancellationToken);
    }
}
