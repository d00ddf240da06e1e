using Bunit;
using IncidentConsole.Domain.Alerts;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Features.Board;
using IncidentConsole.Web.Features.Incidents;
using IncidentConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Tests.Pages;

public class BoardTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void What_was_never_asked_is_unknown_and_says_so()
    {
        using var context = new PageContext();
        var board = context.Render<Board>();

        Assert.Equal("unknown", board.ById("verdict-eu-west").GetAttribute("data-verdict"));
        Assert.Contains("not asked yet", board.ById("signal-eu-west-pods").TextContent);
        Assert.Contains("hatched", board.ById("traffic").InnerHtml);
    }

    [Fact]
    public void A_source_that_cannot_be_asked_is_hatched_with_its_reason_and_when_it_was_last_seen()
    {
        using var context = new PageContext();
        See(context, Health.Pass, 0.4, "answered");
        context.World.Time.Advance(TimeSpan.FromSeconds(7));
        See(context, Health.Unknown, null, "connection refused");
        var row = context.Render<Board>().ById("signal-eu-west-redis");

        Assert.Equal("unknown", row.GetAttribute("data-health"));
        Assert.NotNull(row.QuerySelector(".chip.unk"));
        Assert.Contains("connection refused", row.TextContent);
        Assert.Contains("last seen 7 s ago", row.TextContent);
    }

    [Fact]
    public void A_bad_reading_is_a_fail_and_no_unknown()
    {
        using var context = new PageContext();
        See(context, Health.Fail, 812, "812 ms, at most 100 ms");
        var row = context.Render<Board>().ById("signal-eu-west-redis");

        Assert.Equal("fail", row.GetAttribute("data-health"));
        Assert.Null(row.QuerySelector(".chip.unk"));
        Assert.Contains("✕ 812 ms", row.TextContent);
    }

    [Fact]
    public void An_alert_that_two_servers_tell_of_is_one_line_with_the_count_of_one()
    {
        using var context = new PageContext();
        var now = context.World.Now;
        var differ = new AlertGroup("DedupDivergence", null, 1, 0, "critical", now, "The stores differ") { IsOfAPair = true };
        foreach (var region in new[] { World.EuWest, World.UsEast })
            context.World.See(new AlertList(region, Health.Fail, [differ, new("ShardStuck", region, 500, 0, "warning", now, "")], $"{region} Prometheus", now, World.Cadence, ""));

        var lines = context.Render<Board>().AllById("alert").Select(line => line.QuerySelector(".chip")!.TextContent).Order(StringComparer.Ordinal);
        Assert.Equal(["✕ DedupDivergence", "✕ ShardStuck × 500", "✕ ShardStuck × 500"], lines);
    }

    [Fact]
    public async Task What_Alertmanager_told_stands_among_the_alerts_with_its_summary_whether_or_not_an_incident_is_open()
    {
        using var context = new PageContext();
        await context.World.DeclareAsync();
        ReceivedAlert Told(string name, RegionId? region, bool firing = true) => new(name, name, region, "warning", firing, context.World.Now, $"{name} at 97 %");
        context.Services.GetRequiredService<Live<ReceivedAlerts>>().Update(list => list.With([Told("DiskFull", World.EuWest), Told("MailDown", null), Told("Quiet", World.EuWest, false)], context.World.Now));

        var lines = context.Render<Board>().AllById("alert").Select(line => string.Join(" | ", line.QuerySelectorAll("td").Take(3).Select(cell => cell.TextContent.Trim()))).Order(StringComparer.Ordinal);

        Assert.Equal(["✕ DiskFull | eu-west | DiskFull at 97 %", "✕ MailDown | no region | MailDown at 97 %"], lines);
    }

    [Fact]
    public void The_suggestion_says_what_the_alert_says()
    {
        using var context = new PageContext();
        context.Services.GetRequiredService<Live<ReceivedAlerts>>().Update(list => list.With([new("d", "DiskFull", World.EuWest, "critical", true, context.World.Now, "97 % of /data")], context.World.Now));

        Assert.Contains("1 × DiskFull (97 % of /data)", context.Render<Board>().ById("alert-suggestion-eu-west").TextContent);
    }

    [Fact]
    public async Task A_reading_that_grew_stale_turns_unknown_without_any_news()
    {
        using var context = new PageContext();
        See(context, Health.Pass, 0.4, "answered");
        var board = context.Render<Board>();
        Assert.Equal("pass", board.ById("signal-eu-west-redis").GetAttribute("data-health"));

        context.World.Time.Advance(TimeSpan.FromSeconds(41));

        await context.SeesAsync(() =>
        {
            Assert.Equal("unknown", board.ById("signal-eu-west-redis").GetAttribute("data-health"));
            Assert.Contains("last seen", board.ById("signal-eu-west-redis").TextContent);
        });
    }

    [Fact]
    public async Task A_region_that_dies_is_drawn_down_with_the_vantage_points_that_agree()
    {
        using var context = new PageContext();
        context.World.BothHealthy();
        var board = context.Render<Board>();
        Assert.Equal("healthy", board.ById("verdict-eu-west").GetAttribute("data-verdict"));

        context.World.EuWestDies();

        // The vantage points fail one after the other: two of three are enough for the verdict.
        await context.SeesAsync(() => Assert.Contains("3 of 3 vantage points agree", board.ById("detection-eu-west").TextContent));
        Assert.Equal("down", board.ById("verdict-eu-west").GetAttribute("data-verdict"));
        Assert.Equal("healthy", board.ById("verdict-us-east").GetAttribute("data-verdict"));
    }

    [Fact]
    public async Task Healthy_regions_with_keys_in_conflict_or_an_open_incident_get_no_green_tick()
    {
        using var context = new PageContext();
        context.World.BothHealthy();
        var board = context.Render<Board>();
        await context.SeesAsync(() => Assert.Contains("Both regions are healthy.", board.ById("calm").TextContent));
        Assert.Contains("✓", board.ById("calm").TextContent);

        context.World.See(new DedupParity(World.EuWest, World.UsEast, Health.Fail, 0, 0, 20, 0, 900, 900, [], TimeSpan.Zero, "Redis", context.World.Now, World.Cadence, ""));
        await context.SeesAsync(() => Assert.Contains("hold two results for 20 keys", board.ById("calm").TextContent));
        Assert.DoesNotContain("✓", board.ById("calm").TextContent);

        context.World.See(new DedupParity(World.EuWest, World.UsEast, Health.Pass, 0, 0, 0, 0, 900, 900, [], TimeSpan.Zero, "Redis", context.World.Now, World.Cadence, ""));
        await context.World.DeclareAsync();
        context.World.BothHealthy();
        await context.SeesAsync(() => Assert.Contains("Still open: P1 #1", board.ById("calm").TextContent));
        Assert.DoesNotContain("✓", board.ById("calm").TextContent);
        Assert.Equal("/incidents/1", board.ById("open-1").GetAttribute("href"));
        await context.SeesAsync(() => Assert.Contains("latched out · #1", board.ById("latched-eu-west").TextContent));
        context.World.See(new DnsTruth("api.example.com", [new DnsAnswer("ns1", true, Health.Pass, [World.EuWest, World.UsEast], TimeSpan.FromSeconds(60), "")], "DNS", context.World.Now, World.Cadence));
        await context.SeesAsync(() => Assert.Contains("latched out, yet served · #1", board.ById("latched-eu-west").TextContent));
        Assert.Empty(board.AllById("latched-us-east"));
    }

    [Fact]
    public async Task Replication_that_loses_data_is_no_green_tick_and_not_within_the_RPO()
    {
        using var context = new PageContext();
        context.World.BothHealthy();
        var lag = new WalLag(World.EuWest, World.UsEast, Health.Pass, context.World.Now, context.World.Now, false, 1, 2, "heartbeat", context.World.Now, World.Cadence, "") { Asked = 5 };
        context.World.See(lag);
        var board = context.Render<Board>();
        await context.SeesAsync(() => Assert.Contains("2 of the newest 5 WAL segments of eu-west FAILED to replicate to us-east, and are not tried again.", board.ById("calm").TextContent));
        Assert.DoesNotContain("✓", board.ById("calm").TextContent);
        Assert.Contains("✕ segments FAILED", board.ById("lag-eu-west-us-east").TextContent);

        context.World.See(lag with { Failed = 0, ObservedAt = context.World.Now });
        context.World.See(new DedupParity(World.EuWest, World.UsEast, Health.Fail, 15, 0, 0, 0, 1000, 985, [], TimeSpan.Zero, "Redis", context.World.Now, World.Cadence, ""));
        await context.SeesAsync(() => Assert.Contains("15 keys (1.5 %) are only in one of eu-west and us-east", board.ById("calm").TextContent));
        Assert.DoesNotContain("✓", board.ById("calm").TextContent);
    }

    [Fact]
    public async Task What_cannot_be_seen_or_serves_nobody_is_no_green_tick_either()
    {
        using var context = new PageContext();
        context.World.BothHealthy();
        See(context, Health.Pass, 0.4, "answered");
        var board = context.Render<Board>();
        await context.SeesAsync(() => Assert.Contains("✓", board.ById("calm").TextContent));

        See(context, Health.Unknown, null, "connection refused");
        await context.SeesAsync(() => Assert.Contains("Not seen of eu-west: Dedup store (Redis).", board.ById("calm").TextContent));
        Assert.DoesNotContain("✓", board.ById("calm").TextContent);

        See(context, Health.Pass, 0.4, "answered");
        context.World.Probe(World.EuWest, "us-east", Health.Unknown);
        await context.SeesAsync(() => Assert.Contains("eu-west is not seen from us-east.", board.ById("calm").TextContent));
        Assert.DoesNotContain("✓", board.ById("calm").TextContent);

        context.World.BothHealthy();
        context.World.See(new DnsRecords(Health.Unknown, null, "the provider", context.World.Now, World.Cadence, "connection refused"));
        await context.SeesAsync(() => Assert.Contains("The DNS records cannot be read: connection refused.", board.ById("calm").TextContent));
        Assert.DoesNotContain("✓", board.ById("calm").TextContent);

        See(context, Health.Pass, 0.4, "answered");
        context.World.See(new DnsRecords(Health.Pass, World.Weighted(0, 100), "the provider", context.World.Now, World.Cadence, ""));
        await context.SeesAsync(() => Assert.Contains("DNS leads nobody to eu-west: its record has weight 0.", board.ById("calm").TextContent));
        Assert.DoesNotContain("✓", board.ById("calm").TextContent);
    }

    [Fact]
    public async Task What_a_console_saw_first_may_have_been_so_before()
    {
        using var context = new PageContext();
        context.World.BothHealthy();
        var board = context.Render<Board>();
        Assert.Contains("seen so since", board.ById("region-eu-west").TextContent);

        context.World.EuWestDies();
        await context.SeesAsync(() => Assert.DoesNotContain("seen so since", board.ById("region-eu-west").TextContent));
    }

    [Fact]
    public async Task A_dark_sources_lag_says_why_the_line_goes_beyond_its_bound()
    {
        using var context = new PageContext();
        context.World.BothHealthy();
        var board = context.Render<Board>();
        Assert.Empty(board.AllById("lag-why"));
        context.World.EuWestDies();
        context.World.See(new WalLag(World.EuWest, World.UsEast, Health.Unknown, context.World.Now.AddSeconds(-30), context.World.Now.AddSeconds(-25), true, null, null, "S3", context.World.Now, World.Cadence, "dark"));

        await context.SeesAsync(() => Assert.Contains("counts on from the last heartbeat", board.ById("lag-why").TextContent));
    }

    [Fact]
    public void A_verdict_is_drawn_before_the_boards_pause_is_over()
    {
        using var context = new PageContext();
        context.World.BothHealthy();
        var board = context.Render<Board>();
        See(context, Health.Pass, 0.4, "answered");
        board.WaitForState(() => board.ById("signal-eu-west-redis").GetAttribute("data-health") == "pass", Patience);

        foreach (var vantagePoint in new[] { "this console", "us-east" }) context.World.Probe(World.EuWest, vantagePoint, Health.Fail, failuresNeeded: 1);

        // The pause began with the draw above and lasts 500 ms; a tenth of a second is enough, if the page was waiting already.
        var isDown = false;
        for (var passed = 0; passed < 400 && !isDown; passed += 100)
        {
            context.World.Time.Advance(TimeSpan.FromMilliseconds(100));
            isDown = SpinWait.SpinUntil(() => board.ById("verdict-eu-west").GetAttribute("data-verdict") == "down", Patience / 4);
        }
        Assert.True(isDown);
    }

    [Fact]
    public void One_click_declares_the_incident_and_opens_its_room()
    {
        using var context = new PageContext();
        context.World.EuWestDies();
        context.Render<Board>().ById("declare-real").Click();

        Assert.EndsWith("/incidents/1", context.Address);
        Assert.Equal(IncidentKind.Real, context.World.Incident(1).Kind);
        Assert.Equal("commander", context.World.Incident(1).Commander);
    }

    [Fact]
    public void A_viewer_reads_beside_the_button_why_it_is_disabled()
    {
        using var context = new PageContext(Role.Viewer);
        context.World.EuWestDies();
        var board = context.Render<Board>();

        Assert.True(board.ById("declare-real").HasAttribute("disabled"));
        Assert.Contains("this takes a commander", board.ById("declare-real-blocked").TextContent);
    }

    [Fact]
    public void A_region_with_an_open_incident_offers_the_room_and_no_second_declaration()
    {
        using var context = new PageContext();
        context.World.EuWestDies();
        _ = context.World.DeclareAsync();
        var board = context.Render<Board>();

        Assert.Equal("/incidents/1", board.ById("open-room").GetAttribute("href"));
        Assert.Empty(board.AllById("declare-real"));
    }

    [Theory]
    [InlineData("/declare", "eu-west")]
    [InlineData("/declare?region=us-east", "us-east")]
    [InlineData("/declare?region=mars", "eu-west")]
    public void The_form_is_about_the_region_it_was_opened_for_and_else_the_one_that_is_down(string address, string region)
    {
        using var context = new PageContext();
        context.World.EuWestDies();
        context.Services.GetRequiredService<NavigationManager>().NavigateTo(address);

        var form = context.Render<DeclarePage>();
        Assert.Equal(region, form.ById("declare-region").GetAttribute("value"));
        Assert.Equal(context.World.Now.ToString("yyyy-MM-dd HH:mm:ss"), form.ById("declare-started").GetAttribute("placeholder"));
    }

    [Fact]
    public async Task Beside_the_room_of_a_drill_one_click_says_that_it_is_real_after_all()
    {
        using var context = new PageContext();
        context.World.EuWestDies();
        await context.World.DeclareAsync(IncidentKind.Drill);
        var board = context.Render<Board>();
        Assert.Equal("/incidents/1", board.ById("open-room").GetAttribute("href"));

        await board.ById("declare-real").ClickAsync(new());

        Assert.EndsWith("/incidents/2", context.Address);
        Assert.Equal(IncidentKind.Real, context.World.Incident(2).Kind);
        await context.SeesAsync(() => Assert.Equal("/incidents/2", board.ById("open-room").GetAttribute("href")));
        Assert.Empty(board.AllById("declare-real"));
    }

    private static void See(PageContext context, Health health, double? value, string detail) =>
        context.World.See(new Reading(World.EuWest, Signals.Redis, health, value, "ms", 100, "eu-west Redis", context.World.Now, TimeSpan.FromSeconds(5), detail));
}
