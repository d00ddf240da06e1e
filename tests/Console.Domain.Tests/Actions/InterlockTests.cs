using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Actions;

public class InterlockTests
{
    private readonly World world = new();

    private static ActionPlan Plan(Target target, TargetState before, TargetState after) =>
        new(Guid.NewGuid(), 2, "any", "Any", new Change(target, before, after), null, "", [], null, null, null);

    private async Task<Refusal?> DnsAsync(DnsState before, DnsState after, bool isReleased = false)
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        if (isReleased) await world.Desk.HandleAsync(number, Commander, _ => new RegionReleased(EuWest, "by mistake"), CancellationToken.None);
        return Interlocks.Check(Plan(new(Target.Dns, null, "api.example.com"), before, after), world.Context(number));
    }

    [Fact]
    public async Task Both_regions_out_is_refused() =>
        Assert.Contains("No region would be left", (await DnsAsync(Weighted(50, 50), Weighted(0, 0)))!.Sentence, StringComparison.Ordinal);

    [Fact]
    public async Task Sending_everything_to_the_dead_region_is_refused() =>
        Assert.Contains("Every region that would answer is down", (await DnsAsync(Weighted(50, 50), Weighted(50, 0)))!.Sentence, StringComparison.Ordinal);

    [Fact]
    public async Task A_dead_region_gets_no_traffic_even_when_it_is_released() =>
        Assert.Contains("eu-west is down", (await DnsAsync(Weighted(0, 50), Weighted(50, 50), isReleased: true))!.Sentence, StringComparison.Ordinal);

    [Fact]
    public async Task A_latched_region_gets_no_traffic_back_not_even_by_undo() =>
        Assert.Contains("latched out", (await DnsAsync(Weighted(0, 50), Weighted(50, 50)))!.Sentence, StringComparison.Ordinal);

    [Fact]
    public async Task Taking_traffic_from_the_failed_region_is_allowed() => Assert.Null(await DnsAsync(Weighted(50, 50), Weighted(0, 50)));

    [Fact]
    public async Task The_only_serving_region_is_never_scaled_to_zero()
    {
        world.EuWestDies();
        var environment = ImmutableSortedDictionary<string, string>.Empty;
        var plan = Plan(new(Target.Deployment, UsEast, "backend"), new DeploymentState(3, environment), new DeploymentState(0, environment));
        Assert.Contains("never scaled to 0", Interlocks.Check(plan, world.Context(await world.DeclareAsync()))!.Sentence, StringComparison.Ordinal);
    }
}
