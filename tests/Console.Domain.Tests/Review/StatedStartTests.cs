using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Review.Exports;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Review;

/// <summary>A start that is somebody's word is nowhere told as a probe that failed.</summary>
public class StatedStartTests
{
    private readonly World world = new();

    [Fact]
    public async Task Neither_the_charts_nor_the_post_mortem_call_it_a_failure_that_was_measured()
    {
        world.EuWestDies();
        var declare = new Declare(EuWest, Severity.P1, IncidentKind.Real, StartedAt: Start - TimeSpan.FromMinutes(2), StartReason: "users called");
        var view = (await world.Desk.OpenAsync(Commander, "geo-failover", book => declare.Decide(world.Fleet.Current, book.Open, "commander", world.Now), TestContext.Current.CancellationToken)).View!;

        Assert.Equal("began", ReviewMark.Of(view)[0].Label);
        Assert.Contains("Began 2026-11-23 10:28 UTC (start as stated) ·", PostMortemDraft.Of(view, IncidentReview.Of(view, world.Now, world.Policy), null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_a_split_brain_was_measured_by_is_the_partitions()
    {
        var rig = new SplitBrainRig(world);
        Assert.Equal("partition began", IncidentStart.Origin((await rig.FoundAndDeclaredAsync()).Incident));
    }
}
