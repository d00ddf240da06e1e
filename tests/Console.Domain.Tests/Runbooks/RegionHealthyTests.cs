using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks;

/// <summary>Item 13, with the default watch of five minutes.</summary>
public class RegionHealthyTests
{
    private static readonly ImmutableArray<string> Parts = [Signals.Nodes, Signals.Pods, Signals.Redis, Signals.RedisMemory, Signals.WalWriter, Signals.WarmStore];
    private readonly World world = new();
    private int number;

    [Fact]
    public async Task Everything_well_for_the_whole_watch_proves_it_and_says_how_long()
    {
        await DeclareAsync();
        Pass(TimeSpan.FromMinutes(4.5));
        Assert.False(Step.Proves(Examine()));
        Assert.Equal("3 of 3 ready; well for 270 s", Row("Nodes").Finding);

        Pass(TimeSpan.FromMinutes(0.5));

        Assert.True(Step.Proves(Examine()), string.Join("\n", Examine().Select(each => $"{each.Verdict} {each.Title}: {each.Finding}")));
        Assert.Equal("quiet; well for 300 s", Row("Alerts about eu-west").Finding);
        Assert.Equal("3 of 3 vantage points reach it throughout", Row("Health checks").Finding);
    }

    [Theory]
    [InlineData("Redis")]
    [InlineData("WAL writer")]
    [InlineData("Seen from us-east")]
    [InlineData("Alerts about eu-west")]
    public async Task One_bad_sample_in_the_middle_begins_the_watch_anew(string title)
    {
        await DeclareAsync();
        Pass(TimeSpan.FromMinutes(3));
        Tick(title);
        Pass(TimeSpan.FromMinutes(3));

        Assert.False(Step.Proves(Examine()));
        Assert.Contains(" well for 180 s", Row(title).Finding, StringComparison.Ordinal);
        Assert.DoesNotContain(Examine(), each => each.Required && each.Title != title && each.Title != "Health checks" && each.Verdict != Health.Pass);
    }

    [Fact]
    public async Task A_hole_in_the_readings_begins_the_watch_anew()
    {
        await DeclareAsync();
        Pass(TimeSpan.FromMinutes(3));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Pass(TimeSpan.FromMinutes(3));

        Assert.Equal("3 of 3 ready; well for 180 s", Row("Nodes").Finding);
    }

    [Fact]
    public async Task What_was_well_before_the_incident_counts_for_nothing()
    {
        Pass(TimeSpan.FromMinutes(6));
        await DeclareAsync();
        Pass(TimeSpan.FromMinutes(1));

        Assert.Contains("well for 70 s", Row("Nodes").Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vantage_point_that_cannot_be_asked_is_no_reason_to_wait_while_two_others_can()
    {
        await DeclareAsync();
        for (var left = 31; left > 0; left--) Tick("Seen from Route 53 health check", Health.Unknown);

        Assert.False(Row("Seen from Route 53 health check").Required);
        Assert.True(Step.Proves(Examine()));
    }

    [Fact]
    public async Task A_part_nobody_can_ask_is_not_known_and_proves_nothing()
    {
        await DeclareAsync();
        for (var left = 31; left > 0; left--) Tick("Redis", Health.Unknown);

        Assert.Equal(Health.Unknown, Row("Redis").Verdict);
        Assert.False(Step.Proves(Examine()));
    }

    [Fact]
    public async Task Alerts_about_the_other_region_are_not_about_this_one()
    {
        await DeclareAsync();
        Pass(TimeSpan.FromMinutes(5), Firing with { Region = UsEast });

        Assert.Equal(Health.Pass, Row("Alerts about eu-west").Verdict);
    }

    [Theory]
    [InlineData(false, Health.Fail)]
    [InlineData(true, Health.Pass)]
    public async Task An_alert_without_a_region_is_about_where_it_was_raised_but_stores_that_differ_make_no_region_ill(bool isOfAPair, Health verdict)
    {
        await DeclareAsync();
        Pass(TimeSpan.FromMinutes(5), Firing with { Region = null, IsOfAPair = isOfAPair });

        Assert.Equal(verdict, Row("Alerts about eu-west").Verdict);
    }

    private async Task DeclareAsync()
    {
        world.BothHealthy();
        number = await world.DeclareAsync();
    }

    private AlertGroup Firing => new("RegionDown", EuWest, 1, 0, null, world.Now, "");

    private void Pass(TimeSpan span, AlertGroup? alert = null)
    {
        for (var end = world.Now + span; world.Now <= end;) Tick(null, alert: alert);
    }

    /// <summary>Ten seconds go by and everything is looked at once; one thing may be otherwise than well.</summary>
    private void Tick(string? other, Health how = Health.Fail, AlertGroup? alert = null)
    {
        world.Time.Advance(Cadence);
        var now = world.Now;
        foreach (var part in Parts)
            world.See(new Reading(EuWest, part, Title(part) == other ? how : Health.Pass, 3, "", 3, part, now, Cadence, "3 of 3 ready"));
        foreach (var vantage in new[] { "Route 53 health check", "this console", "us-east" })
            world.Probe(EuWest, vantage, $"Seen from {vantage}" == other ? how : Health.Pass);
        if (other == "Alerts about eu-west") alert = Firing;
        foreach (var region in new[] { EuWest, UsEast })
            world.See(new AlertList(region, Health.Pass, alert is null ? [] : [alert], $"{region} Prometheus", now, Cadence, ""));
    }

    private ImmutableArray<Evidence> Examine() => GeoFailoverRunbook.Value.Find(13)!.Examine(world.Context(number));

    private Evidence Row(string title) => Examine().Single(each => each.Title == title);

    private static string Title(string signal) => signal switch
    {
        Signals.Nodes => "Nodes",
        Signals.Redis => "Redis",
        Signals.WalWriter => "WAL writer",
        _ => signal,
    };
}
