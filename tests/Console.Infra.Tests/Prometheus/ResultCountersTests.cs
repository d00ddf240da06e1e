using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Prometheus;
using static IncidentConsole.Infra.Tests.Prometheus.RealPrometheus;

namespace IncidentConsole.Infra.Tests.Prometheus;

/// <summary>The default queries for what the backends have counted, answered by the real server.</summary>
public class ResultCountersTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Counters_that_cover_the_window_say_by_how_much_they_rose()
    {
        await using var prometheus = await StartedAsync(scrape => 10 * scrape);

        var counts = await ReadUntilAsync(prometheus, counts => counts is { Trouble: null, Broken: 0, Escalated.AtLeast: >= 5 });

        // Ten are accepted for each that is escalated, and a scrape counts one of these; a loaded machine scrapes late.
        Assert.InRange(counts.Escalated.AtLeast, 5, 5 * Window.TotalSeconds);
        Assert.InRange(counts.Accepted.AtLeast, 10 * (counts.Escalated.AtLeast - 1), 10 * (counts.Escalated.AtLeast + 1));
        Assert.True(counts.Accepted.AtMost > counts.Accepted.AtLeast);
    }

    [Fact]
    public async Task A_backend_that_began_within_the_window_does_not_cover_it()
    {
        await using var prometheus = await StartedAsync(scrape => 10 * scrape);

        // However late the first answer comes: the window goes back to before the backend.
        var counts = await ReadUntilAsync(prometheus, counts => counts is { Trouble: null }, TimeSpan.FromMinutes(5));

        Assert.Equal(1, counts.Broken);
    }

    [Fact]
    public async Task A_counter_that_began_anew_does_not_cover_the_window()
    {
        var scrapes = 0;
        await using var prometheus = await StartedAsync(scrape => (scrapes = scrape) % 8);

        // After 40 scrapes, of which a second has five at most, it is older than the window: only the fall of the counter can tell.
        await ReadUntilAsync(prometheus, counts => counts is { Trouble: null, Broken: 1 } && scrapes > 40);
    }

    [Fact]
    public async Task A_scrape_that_failed_at_an_end_of_the_window_is_not_an_end_of_the_backend()
    {
        await using var prometheus = await StartedAsync(scrape => 10 * scrape);
        await ReadUntilAsync(prometheus, counts => counts is { Trouble: null, Broken: 0 });
        prometheus.IsUp = false;
        await UntilAsync(async () => await prometheus.Client.ValueAsync("up", TestContext.Current.CancellationToken) == 0);
        var to = TimeProvider.System.GetUtcNow();
        prometheus.IsUp = true;
        await UntilAsync(async () => await prometheus.Client.ValueAsync("up", TestContext.Current.CancellationToken) == 1);

        var counts = await Counters(prometheus, within: 60).RiseAsync(West, to - Window, to, TestContext.Current.CancellationToken);

        Assert.Equal((null, 0), (counts.Trouble, counts.Broken));
    }

    [Fact]
    public async Task A_backend_that_ended_within_the_window_does_not_cover_it()
    {
        await using var prometheus = await StartedAsync(scrape => 10 * scrape);
        await ReadUntilAsync(prometheus, counts => counts is { Trouble: null, Broken: 0 });
        prometheus.IsUp = false;

        await ReadUntilAsync(prometheus, counts => counts is { Trouble: null, Broken: 1 });
    }

    [Fact]
    public async Task Without_a_target_nothing_is_known()
    {
        await using var prometheus = await StartedAsync(scrape => scrape);
        var counts = await Counters(prometheus).RiseAsync(West, TimeProvider.System.GetUtcNow().AddHours(-2), TimeProvider.System.GetUtcNow().AddHours(-1), TestContext.Current.CancellationToken);

        Assert.Equal("eu-west Prometheus: no series", counts.Trouble);
    }

    private static async Task<ResultCounts> ReadUntilAsync(RealPrometheus prometheus, Func<ResultCounts, bool> seen, TimeSpan? window = null)
    {
        ResultCounts? last = null;
        await UntilAsync(async () =>
        {
            var now = TimeProvider.System.GetUtcNow();
            return seen(last = await Counters(prometheus).RiseAsync(West, now - (window ?? Window), now, TestContext.Current.CancellationToken));
        });
        return last!;
    }

    private static ResultCounters Counters(RealPrometheus prometheus, double within = 1.5) => new([prometheus.Client], new PrometheusOptions { TimeBox = TimeSpan.FromSeconds(30), CountedWithin = TimeSpan.FromSeconds(within) }, TimeProvider.System);

    private static async Task<RealPrometheus> StartedAsync(Func<int, int> accepted)
    {
        var prometheus = new RealPrometheus { Metrics = scrape => Sample("flk_accepted", accepted(scrape)) + Sample("flk_escalated", scrape) };
        await prometheus.StartAsync();
        return prometheus;
    }
}
