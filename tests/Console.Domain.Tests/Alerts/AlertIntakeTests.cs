using IncidentConsole.Domain.Alerts;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;

namespace IncidentConsole.Domain.Tests.Alerts;

public sealed class AlertIntakeTests : IDisposable
{
    private readonly World world = new();
    private readonly Live<ReceivedAlerts> received = new(ReceivedAlerts.None);
    private readonly AlertIntake intake;

    public AlertIntakeTests() => intake = new(world.Desk, received, world.Supervisor, world.Time);

    [Fact]
    public void A_flood_is_taken_to_a_bound_and_then_refused()
    {
        for (var at = 0; at < AlertIntake.MostWaiting; at++) Assert.True(intake.TryTake([Alert("a")]));
        Assert.False(intake.TryTake([Alert("a")]));
    }

    [Fact]
    public async Task Alerts_that_came_before_the_incident_are_told_to_it_once_it_is_declared()
    {
        intake.TryTake([Alert("a"), Alert("b")]);
        await intake.LookAsync(CancellationToken.None);
        world.EuWestDies();
        await world.DeclareAsync();
        await intake.LookAsync(CancellationToken.None);
        await intake.LookAsync(CancellationToken.None);

        var told = Assert.Single(world.Desk.Book.Current.Find(1)!.Entries.Select(entry => entry.Event).OfType<AlertsReceived>());
        Assert.Equal("Alertmanager about eu-west: 2 × ShardStuck since 10:30:00 UTC", told.Sentence);
    }

    [Fact]
    public void The_same_alert_told_twice_counts_once_and_a_storm_keeps_to_its_bound()
    {
        Assert.Equal(1, Assert.Single(ReceivedAlerts.None.With([Alert("a"), Alert("a")], world.Now).Groups).Firing);
        Assert.Equal(ReceivedAlerts.MostKept, Assert.Single(ReceivedAlerts.None.With(Enumerable.Range(0, ReceivedAlerts.MostKept + 10).Select(at => Alert($"{at}")), world.Now).Groups).Firing);
    }

    [Fact]
    public void An_alert_not_heard_of_for_long_is_no_more_known_to_fire()
    {
        var told = ReceivedAlerts.None.With([Alert("a") with { Severity = "critical" }], world.Now);

        var later = told.AsOf(world.Now + TimeSpan.FromMinutes(47));
        Assert.Equal(world.Now, Assert.Single(later.FiringAbout(World.EuWest)).HeardAt);
        Assert.True(later.Suggests(World.EuWest));

        var longAfter = told.AsOf(world.Now + ReceivedAlerts.KnownFor + TimeSpan.FromSeconds(1));
        Assert.Empty(longAfter.FiringAbout(World.EuWest));
        Assert.False(longAfter.Suggests(World.EuWest));
        Assert.Equal("ShardStuck", Assert.Single(longAfter.Unheard).Name);
    }

    [Fact]
    public void Of_a_group_that_is_told_again_only_those_told_are_known()
    {
        var told = ReceivedAlerts.None.With([Alert("a"), Alert("b")], world.Now);
        var later = told.With([Alert("b")], world.Now + ReceivedAlerts.KnownFor)
            .AsOf(world.Now + ReceivedAlerts.KnownFor + TimeSpan.FromSeconds(1));

        Assert.Equal(1, Assert.Single(later.FiringAbout(World.EuWest)).Firing);
    }

    public void Dispose() => intake.Dispose();

    private static ReceivedAlert Alert(string fingerprint) => new(fingerprint, "ShardStuck", World.EuWest, "warning", true, World.Start, "stuck");
}
