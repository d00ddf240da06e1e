using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Drills;

public class DrillDeskTests
{
    private readonly World world = new();
    private readonly FakeFaultApi api = new();

    [Fact]
    public async Task What_was_read_before_a_scenario_began_is_not_shown_after_it()
    {
        var range = new Live<DrillRange>(DrillRange.Of(api));
        var drills = new DrillDesk(api, range, world.Desk);
        await world.Desk.RefreshAllAsync(TestContext.Current.CancellationToken);
        var held = new TaskCompletionSource();
        api.AnswersAfter = held.Task;
        var late = drills.LookAsync(TestContext.Current.CancellationToken);
        api.AnswersAfter = Task.CompletedTask;

        Assert.Null(await drills.StartAsync(FakeFaultApi.RegionDeath.Key, Commander, TestContext.Current.CancellationToken));
        held.SetResult();
        await late;

        Assert.Equal("Region death", range.Current.Running?.Title);
    }
}
