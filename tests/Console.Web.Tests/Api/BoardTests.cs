using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

public sealed class BoardTests : ApiTests
{
    [Fact]
    public async Task The_board_shows_each_region_with_its_verdict_and_vantage_points()
    {
        Console.See(World.EuWest, Health.Fail);

        var board = await Viewer.GetAsync("/api/v1/board", HttpStatusCode.OK);

        var euWest = board.GetProperty("regions").EnumerateArray().Single(region => region.Text("id") == "eu-west");
        Assert.Equal("down", euWest.Text("verdict"));
        Assert.Equal(3, euWest.GetProperty("vantagePoints").GetProperty("agree").GetInt32());
        Assert.Equal(3, euWest.GetProperty("vantagePoints").GetProperty("of").GetInt32());
        Assert.True(board.GetProperty("version").GetInt64() > 0);
        Assert.Equal("unknown", board.GetProperty("parity").Text("health"));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-1e300)]
    public async Task The_board_answers_whatever_was_measured(double odd)
    {
        var now = TimeProvider.System.GetUtcNow();
        Reading[] readings = [.. Signals.Serving.Append(Signals.Ingest).Append(Signals.DedupHits).Select(signal =>
            new Reading(World.UsEast, signal, Health.Pass, odd, "/s", odd, "a source", now, TimeSpan.FromHours(1), "x"))];
        var rates = ImmutableSortedDictionary<RegionId, double?>.Empty.Add(World.EuWest, odd).Add(World.UsEast, odd);
        var traffic = new TrafficSplit(rates, "Prometheus", now, TimeSpan.FromHours(1), "x");
        Console.Fleet.Update(fleet => fleet.With([.. readings, traffic], now));
        await Viewer.GetAsync("/api/v1/board", HttpStatusCode.OK);
        await Commander.DeclareAsync();

        // And if it came past the edge all the same.
        Console.Fleet.Update(fleet => readings.Aggregate(traffic.ApplyTo(fleet), (next, reading) => reading.ApplyTo(next)));
        await Viewer.GetAsync("/api/v1/board", HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_reading_that_has_grown_old_is_unknown_and_says_when_it_was_seen()
    {
        var longAgo = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1);
        Reading reading = new(World.UsEast, Signals.Redis, Health.Pass, 1.5, "ms", 100, "us-east Redis", longAgo, TimeSpan.FromSeconds(1), "PONG");
        Console.Fleet.Update(fleet => fleet.With([reading, reading with { Region = World.EuWest, ObservedAt = TimeProvider.System.GetUtcNow(), Cadence = TimeSpan.FromHours(1) }], longAgo));

        var board = await Viewer.GetAsync("/api/v1/board", HttpStatusCode.OK);

        Assert.Equal(["pass", "unknown"], board.GetProperty("regions").EnumerateArray().Select(region => Redis(region).Text("health")));
        Assert.StartsWith("last seen", Redis(board.GetProperty("regions")[1]).Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traffic_that_could_not_be_measured_is_null_and_not_zero()
    {
        var now = TimeProvider.System.GetUtcNow();
        Console.Fleet.Update(fleet => fleet.With([new TrafficSplit(Rates, "Prometheus", now, TimeSpan.FromMinutes(1), "")], now));

        var board = await Viewer.GetAsync("/api/v1/board", HttpStatusCode.OK);

        Assert.Equal(["90", "null"], board.GetProperty("traffic").EnumerateArray().Select(region => region.GetProperty("perSecond").GetRawText()));
        Assert.All(board.GetProperty("traffic").EnumerateArray(), region => Assert.Equal(JsonValueKind.Null, region.GetProperty("share").ValueKind));
    }

    private static ImmutableSortedDictionary<RegionId, double?> Rates =>
        ImmutableSortedDictionary<RegionId, double?>.Empty.Add(World.EuWest, 90).Add(World.UsEast, null);

    private static JsonElement Redis(JsonElement region) =>
        region.GetProperty("signals").EnumerateArray().Single(signal => signal.Text("signal") == Signals.Redis);

    [Fact]
    public async Task A_writer_that_ships_nothing_is_beyond_the_RPO_however_short_the_replications_lag()
    {
        var now = TimeProvider.System.GetUtcNow();
        Console.Fleet.Update(fleet => fleet.With([new Reading(World.EuWest, Signals.Ingest, Health.Pass, 20, "/s", null, "Prometheus", now, TimeSpan.FromMinutes(1), "")], now).With(
        [
            new WalLag(World.EuWest, World.UsEast, Health.Pass, now, now, false, 0, 0, "S3", now, TimeSpan.FromMinutes(1), ""),
            new Reading(World.EuWest, Signals.WalWriter, Health.Fail, 600, "s", 90, "eu-west S3", now, TimeSpan.FromMinutes(1), ""),
        ], now));

        var link = (await Viewer.GetAsync("/api/v1/board", HttpStatusCode.OK)).GetProperty("links").EnumerateArray().Single();

        Assert.Equal("pass", link.GetProperty("walLag").Text("health"));
        Assert.Equal("fail", link.GetProperty("exposure").Text("health"));
        Assert.InRange(link.GetProperty("exposure").GetProperty("seconds").GetDouble(), 600, 900);
        Assert.Contains("its WAL writer has shipped nothing since", link.GetProperty("exposure").Text("detail"), StringComparison.Ordinal);
    }
}
