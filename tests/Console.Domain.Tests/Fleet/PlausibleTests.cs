using System.Collections.Immutable;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Review.Recordings;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Fleet;

public class PlausibleTests
{
    private static readonly TimeSpan Cadence = TimeSpan.FromSeconds(10);
    private readonly World world = new();

    [Theory]
    [InlineData(double.NaN, "not a number (NaN)")]
    [InlineData(double.PositiveInfinity, "not a finite number")]
    [InlineData(double.NegativeInfinity, "not a finite number")]
    [InlineData(-0.5, "negative (-0.5)")]
    [InlineData(double.MinValue, "negative (", true)]
    [InlineData(double.MaxValue, "larger than anything here can be")]
    [InlineData(0.0, null)]
    [InlineData(double.Epsilon, null)]
    [InlineData(1e12, null)]
    public void A_number_says_nothing_or_something(double value, string? why, bool begins = false)
    {
        if (begins) Assert.StartsWith(why!, Plausible.Number(value), StringComparison.Ordinal);
        else Assert.Equal(why, Plausible.Number(value));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", "a time of the year 1")]
    [InlineData("1970-01-01T00:00:00Z", "a time of the year 1970")]
    [InlineData("9999-12-31T23:59:59Z", "in the future")]
    [InlineData("2026-11-23T10:36:00Z", "in the future")]
    [InlineData("2026-11-23T10:34:00Z", null)]
    [InlineData("2026-11-20T10:30:00Z", null)]
    public void A_time_can_be_or_cannot(string at, string? why)
    {
        var found = Plausible.Time(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), Start);
        if (why is null) Assert.Null(found);
        else Assert.Contains(why, found!, StringComparison.Ordinal);
    }

    public static TheoryData<double> Odd => [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, double.MaxValue];

    [Theory, MemberData(nameof(Odd))]
    public void No_odd_number_reaches_the_snapshot(double odd)
    {
        world.See([.. Observations(5)]);
        var before = world.Fleet.Current;

        foreach (var observation in Observations(odd)) Assert.NotNull(observation.Implausible());
        world.See([.. Observations(odd)]);

        var after = world.Fleet.Current;
        Assert.Equal(before.Traffic, after.Traffic);
        Assert.Equal(before.Regions, after.Regions);
        Assert.Equal(before.WalLags, after.WalLags);
        Assert.Equal(before.TotalTraffic.Samples, after.TotalTraffic.Samples);
        Assert.Equal((null, null), (after.Dns, after.DnsRecords));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("2027-01-01T00:00:00Z")]
    public void No_absurd_time_reaches_the_snapshot(string at)
    {
        world.See(Lag(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Empty(world.Fleet.Current.WalLags);
    }

    [Theory, MemberData(nameof(Odd))]
    public async Task The_recording_and_the_declaration_can_be_written_whatever_was_measured(double odd)
    {
        world.BothHealthy();
        world.See([.. Observations(odd)]);
        var number = await world.DeclareAsync();

        Assert.Null(Assert.Single(world.Entries<IncidentDeclared>(number)).LoadBefore);
        Assert.NotEmpty(JsonSerializer.Serialize(RecordedSample.Of(world.Fleet.Current, world.Now)));
    }

    private IEnumerable<Observation> Observations(double value) =>
    [
        .. Signals.Serving.Append(Signals.Ingest).Append(Signals.DedupHits).Select(signal => new Reading(EuWest, signal, Health.Pass, value, "/s", null, "a source", world.Now, Cadence, "x")),
        new TrafficSplit(ImmutableSortedDictionary<RegionId, double?>.Empty.Add(EuWest, value).Add(UsEast, 5), "Prometheus", world.Now, Cadence, "x"),
        .. value < 0 ? [Lag(world.Now) with { Pending = -1 }] : Array.Empty<Observation>(),
    ];

    private WalLag Lag(DateTimeOffset arrived) => new(EuWest, UsEast, Health.Pass, arrived, null, false, 0, 0, "heartbeats", world.Now, Cadence, "x");
}
