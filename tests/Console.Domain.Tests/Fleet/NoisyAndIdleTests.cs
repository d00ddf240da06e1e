using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Fleet;

/// <summary>What must not make a reachable region degraded: silence where nothing is submitted, and one slow moment.</summary>
public class NoisyAndIdleTests
{
    private const double StaleAfter = 60;
    private readonly World world = new();

    public NoisyAndIdleTests() => world.BothHealthy();

    private RegionState Region => world.Fleet.Current.Regions[EuWest];

    [Fact]
    public void A_drained_region_that_writes_no_WAL_is_healthy()
    {
        Ingest(40);
        world.Time.Advance(TimeSpan.FromSeconds(90));
        Ingest(0);
        Silent();

        Assert.Equal(Verdict.Healthy, Judged());
        Assert.Equal((Health.Pass, "last segment 90 s ago; idle, nothing is submitted"), (Writer.Health, Writer.Detail));
    }

    [Fact]
    public void A_region_that_takes_submissions_and_writes_no_WAL_is_degraded()
    {
        Ingest(40);
        Silent();

        Assert.Equal(Verdict.Degraded, Judged());
        Assert.Equal("wal-writer: last segment 90 s ago", Region.Verdict.Because);
    }

    [Fact]
    public void Draining_a_region_does_not_mend_a_writer_that_was_stuck_under_load()
    {
        Ingest(40);
        Silent();
        world.Time.Advance(TimeSpan.FromSeconds(90));
        Ingest(0);
        Silent();
        Assert.Equal(Verdict.Degraded, Judged());

        Writes();
        Silent();
        Assert.Equal(Verdict.Healthy, Judged());
    }

    [Fact]
    public void Traffic_that_has_just_returned_leaves_the_writer_its_time()
    {
        Ingest(0);
        world.Time.Advance(Cadence);
        Ingest(40);
        Silent();

        Assert.Equal(Verdict.Healthy, Judged());
    }

    [Fact]
    public void Where_traffic_cannot_be_asked_silence_is_unknown()
    {
        world.See(Reading.Unknown(EuWest, Signals.Ingest, "eu-west Prometheus", world.Now, Cadence, "timed out"));
        Silent();

        Assert.Equal((Health.Unknown, "last segment 90 s ago; whether anything is submitted is not known"), (Writer.Health, Writer.Detail));
        Assert.Equal(Verdict.Healthy, Judged());
    }

    [Fact]
    public void What_was_submitted_before_an_outage_does_not_condemn_the_silence_after_it()
    {
        Ingest(40);
        world.Time.Advance(TimeSpan.FromSeconds(20));
        world.See(Reading.Unknown(EuWest, Signals.Ingest, "eu-west Prometheus", world.Now, Cadence, "no series"));
        Silent();
        Assert.Equal(Health.Unknown, Writer.Health);

        world.Time.Advance(Cadence);
        Ingest(0);
        Silent();
        Assert.Equal((Verdict.Healthy, Health.Pass), (Judged(), Writer.Health));
    }

    [Fact]
    public void One_slow_moment_is_drawn_but_makes_nothing_degraded()
    {
        Latencies(100, 100, 100, 900, 900, 100);
        Assert.Equal(Verdict.Healthy, Judged());

        Latencies(900);
        Assert.Equal((Verdict.Healthy, Health.Fail), (Judged(), Region.Readings[Signals.Latency].Health));
    }

    [Fact]
    public void Slow_three_times_in_a_row_is_degraded_until_it_was_good_as_often()
    {
        Latencies(900, 900, 900);
        Assert.Equal(Verdict.Degraded, Judged());

        Latencies(100, 100);
        Assert.Equal((Verdict.Degraded, "latency: p95 100 ms, but not yet good 3 times in a row"), (Judged(), Region.Verdict.Because));

        Latencies(100);
        Assert.Equal(Verdict.Healthy, Judged());
    }

    private Reading Writer => Region.Readings[Signals.WalWriter];

    private Verdict Judged()
    {
        world.BothHealthy();
        return Region.Verdict.Value;
    }

    private void Ingest(double rate) => world.See(new Reading(EuWest, Signals.Ingest, Health.Pass, rate, "/s", null, "eu-west Prometheus", world.Now, Cadence, ""));

    private void Silent() => Segment(Health.Fail, 90);

    private void Writes() => Segment(Health.Pass, 1);

    private void Segment(Health health, double age) =>
        world.See(new Reading(EuWest, Signals.WalWriter, health, age, "s", StaleAfter, "eu-west S3", world.Now, Cadence, $"last segment {age} s ago"));

    private void Latencies(params double[] each)
    {
        foreach (var p95 in each)
        {
            world.Time.Advance(Cadence);
            world.See(new Reading(EuWest, Signals.Latency, p95 <= 500 ? Health.Pass : Health.Fail, p95, "ms", 500, "eu-west Prometheus", world.Now, Cadence, $"p95 {p95} ms"));
        }
    }
}
