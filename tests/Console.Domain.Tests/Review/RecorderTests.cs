using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Review.Recordings;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Review;

public sealed class RecorderTests : IAsyncDisposable
{
    private readonly World world = new();
    private readonly MemoryRecordings recordings = new();
    private readonly Recorder recorder;

    public RecorderTests() => recorder = New();

    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_slot_is_recorded_once_finely_at_first_and_coarsely_later()
    {
        var number = await DeclareAsync();
        await PassAsync(TimeSpan.FromSeconds(60));
        var fine = (await SamplesAsync(number)).Count(sample => sample.At >= world.Incident(number).DeclaredAt);
        await PassAsync(TimeSpan.FromMinutes(14));
        var before = (await SamplesAsync(number)).Count;
        await PassAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(13, fine);
        Assert.Equal(4, (await SamplesAsync(number)).Count - before);
    }

    [Fact]
    public async Task What_the_board_saw_before_the_declaration_is_recorded_with_the_first_sample()
    {
        world.EuWestDies();
        Ingest(EuWest, 40);
        world.Time.Advance(TimeSpan.FromSeconds(20));
        var number = await world.DeclareAsync();
        await recorder.LookAsync(Ends);

        var samples = await SamplesAsync(number);
        Assert.Contains(samples, sample => sample.At < world.Incident(number).DeclaredAt && sample.Regions[EuWest].Rate == 40);
        Assert.True(samples[0].At <= world.Incident(number).StartedAt - RecordingCadence.Before);
    }

    [Fact]
    public async Task What_the_regions_were_before_anybody_declared_is_known_from_the_probes_and_the_timeline()
    {
        world.BothHealthy();
        world.Time.Advance(TimeSpan.FromSeconds(10));
        world.EuWestDies();
        world.Time.Advance(TimeSpan.FromSeconds(20));
        var number = await world.DeclareAsync();
        await recorder.LookAsync(Ends);

        var incident = world.Incident(number);
        var samples = await SamplesAsync(number);
        var down = new RecordedSpan(incident with { DownAt = incident.DeclaredAt.AddSeconds(-12) }, samples);
        Assert.Contains(samples, sample => sample.At < incident.StartedAt && down.VerdictOf(sample, EuWest) == Verdict.Healthy && down.VerdictOf(sample, UsEast) == Verdict.Healthy);
        Assert.Equal([Verdict.Down], samples.Where(sample => sample.At >= down.Incident.DownAt && sample.At < incident.DeclaredAt).Select(sample => down.VerdictOf(sample, EuWest)).Distinct());
    }

    [Fact]
    public async Task A_stale_reading_is_recorded_as_not_known()
    {
        Ingest(EuWest, 40);
        Assert.Equal(40, RecordedSample.Of(world.Fleet.Current, world.Now).Regions[EuWest].Rate);

        world.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(RecordedSample.Of(world.Fleet.Current, world.Now).Regions[EuWest].Rate);
    }

    [Fact]
    public async Task While_the_store_is_away_samples_are_skipped_and_the_chart_has_a_gap()
    {
        var number = await DeclareAsync();
        await PassAsync(TimeSpan.FromSeconds(20));
        recordings.IsDown = true;
        await PassAsync(TimeSpan.FromMinutes(2));
        recordings.IsDown = false;
        await PassAsync(TimeSpan.FromSeconds(20));

        var span = new RecordedSpan(world.Incident(number), await SamplesAsync(number));
        Assert.Equal(2, Series.Of("any", span.Samples, _ => 1).Runs().Count());
        Assert.Null(span.At(world.Now - TimeSpan.FromSeconds(65)));
        Assert.NotNull(span.At(world.Now));
    }

    [Fact]
    public async Task One_replica_records_and_the_other_takes_over_when_it_is_gone()
    {
        var number = await DeclareAsync();
        await recorder.LookAsync(Ends);
        await using var other = New();
        world.Time.Advance(RecordingCadence.Fine);
        await other.LookAsync(Ends);
        var before = (await SamplesAsync(number)).Count;

        await recorder.DisposeAsync();
        await other.LookAsync(Ends);

        Assert.Equal(before + 1, (await SamplesAsync(number)).Count);
    }

    [Fact]
    public async Task After_the_end_nothing_is_recorded()
    {
        var number = await DeclareAsync();
        await recorder.LookAsync(Ends);
        var before = (await SamplesAsync(number)).Count;
        await world.Desk.HandleAsync(number, Commander, _ => new IncidentResolved("over"), Ends);
        await PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(before, (await SamplesAsync(number)).Count);
    }

    [Fact]
    public async Task A_share_is_held_against_the_load_before_where_a_region_cannot_be_asked()
    {
        var number = await DeclareAsync();
        var incident = world.Incident(number) with { LoadBefore = 50 };
        Ingest(UsEast, 40);
        var alone = RecordedSample.Of(world.Fleet.Current, world.Now);
        Ingest(EuWest, 10);
        var both = RecordedSample.Of(world.Fleet.Current, world.Now);

        Assert.Equal(0.8, new RecordedSpan(incident, [alone]).ShareOf(alone, UsEast));
        Assert.Null(new RecordedSpan(incident with { LoadBefore = null }, [alone]).ShareOf(alone, UsEast));
        Assert.Equal(0.2, new RecordedSpan(incident, [both]).ShareOf(both, EuWest));
    }

    [Fact]
    public async Task Every_user_path_probe_is_counted_once_and_until_restored_only()
    {
        var number = await DeclareAsync();
        for (var second = 0; second < 30; second++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            world.See(new UserPathProbe(second < 10 ? Health.Fail : Health.Pass, UsEast, TimeSpan.FromMilliseconds(20), "probe", world.Now, Cadence, ""));
            await recorder.LookAsync(Ends);
        }

        var incident = world.Incident(number);
        Assert.Equal(new UsersMet(100.0 * 10 / 30, 30, null, null), new RecordedSpan(incident, await SamplesAsync(number)).Met());
        var restored = incident with { Restored = new(UsEast, world.Now, world.Now - TimeSpan.FromSeconds(20), 3, TimeSpan.Zero) };
        Assert.Equal(100, new RecordedSpan(restored, await SamplesAsync(number)).Met()!.Value.FailedPercent);
        // The review and the messages tell the same number.
        var counted = restored with { Restored = restored.Restored with { Impact = new(9, 27, world.Now, true) } };
        Assert.Equal(27, new RecordedSpan(counted, await SamplesAsync(number)).Met()!.Value.Probes);
    }

    [Fact]
    public async Task The_failed_probe_with_which_it_began_is_among_what_users_met_however_the_samples_fall()
    {
        world.BothHealthy();
        world.Time.Advance(TimeSpan.FromSeconds(3));
        See(Health.Fail);
        var number = await world.DeclareAsync();
        for (var second = 0; second < 12; second++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            await recorder.LookAsync(Ends);
            See(Health.Pass);
        }

        var met = new RecordedSpan(world.Incident(number), await SamplesAsync(number)).Met()!.Value;
        Assert.Equal(1, met.Probes * met.FailedPercent / 100, 3);

        void See(Health health) => world.See(new UserPathProbe(health, UsEast, TimeSpan.FromMilliseconds(20), "probe", world.Now, Cadence, ""));
    }

    public ValueTask DisposeAsync() => recorder.DisposeAsync();

    private Recorder New() => new(world.Desk, world.Fleet, world.Log, recordings, world.Supervisor, world.Time);

    private async Task<int> DeclareAsync()
    {
        world.BothHealthy();
        return await world.DeclareAsync();
    }

    private void Ingest(RegionId region, double rate) =>
        world.See(new Reading(region, Signals.Ingest, Health.Pass, rate, "/s", null, "Prometheus", world.Now, Cadence, ""));

    private Task<IReadOnlyList<RecordedSample>> SamplesAsync(int number) => recordings.ReadAsync(number, Ends);

    private async Task PassAsync(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromSeconds(1))
        {
            await recorder.LookAsync(Ends);
            world.Time.Advance(TimeSpan.FromSeconds(1));
        }
        await recorder.LookAsync(Ends);
    }
}
