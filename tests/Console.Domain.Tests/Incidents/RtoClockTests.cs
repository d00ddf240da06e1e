using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Incidents;

public class RtoClockTests
{
    private readonly World world = new();

    [Fact]
    public async Task While_nothing_is_decided_the_clock_runs_in_decide()
    {
        world.EuWestDies();
        var incident = world.Incident(await world.DeclareAsync());
        var clock = RtoClock.Of(incident, world.Now + TimeSpan.FromSeconds(7));
        Assert.Equal("decide", clock.Current);
        Assert.Equal([("detect", 20d), ("decide", 7d)], clock.Parts.Select(part => (part.Name, part.Took.TotalSeconds)));
        Assert.Equal(27, clock.Total.TotalSeconds);
    }

    [Fact]
    public async Task An_automatic_reroute_needs_no_decision_and_the_parts_add_up_to_the_measured_total()
    {
        world.EuWestDies();
        var incident = world.Incident(await world.DeclareAsync());
        var t0 = incident.StartedAt;
        incident = incident with
        {
            Rerouted = new TrafficRerouted(UsEast, true, "2 of 2"),
            ReroutedAt = t0.AddSeconds(25),
            Restored = new ServiceRestored(UsEast, t0.AddSeconds(33), t0.AddSeconds(48), 15, TimeSpan.FromSeconds(48)),
        };
        var clock = RtoClock.Of(incident, t0.AddHours(1));
        Assert.False(clock.IsRunning);
        Assert.Equal([20d, 5d, 0d, 8d, 15d], clock.Parts.Select(part => part.Took.TotalSeconds));
        Assert.Equal(clock.Total, TimeSpan.FromTicks(clock.Parts.Sum(part => part.Took.Ticks)));
    }

    [Fact]
    public async Task Parts_as_they_are_shown_add_up_to_the_total_as_it_is_shown()
    {
        world.EuWestDies();
        var incident = world.Incident(await world.DeclareAsync());
        var t0 = incident.StartedAt;
        incident = incident with
        {
            DownAt = t0.AddSeconds(1.4),
            Rerouted = new TrafficRerouted(UsEast, true, "2 of 2"),
            ReroutedAt = t0.AddSeconds(2.8),
            Restored = new ServiceRestored(UsEast, t0.AddSeconds(4.2), t0.AddSeconds(19.865), 15, TimeSpan.FromSeconds(19.865)),
        };
        var clock = RtoClock.Of(incident, t0.AddHours(1));
        Assert.Equal(["0:01", "0:02", "0:00", "0:01", "0:16"], clock.Shown.Select(part => Text.Clock(part.Took)));
        Assert.Equal("0:20", Text.Clock(clock.Total));
    }
}
