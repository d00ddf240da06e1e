using IncidentConsole.Lab.Composition;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Network;

namespace IncidentConsole.Lab.Tests.Composition;

public class GateRulesTests
{
    private readonly FaultBoard faults = new(TimeProvider.System);

    [Theory]
    [InlineData("refuse", GateKind.Refuse)]
    [InlineData("hang", GateKind.Hang)]
    public void A_dead_region_is_gone_for_everybody_and_the_other_one_is_not_touched(string how, GateKind expected)
    {
        Break("region-down", ("region", "eu-west"), ("how", how));

        Assert.All(ModesOf("eu-west"), mode => Assert.Equal(expected, mode.Kind));
        Assert.All(ModesOf("us-east"), mode => Assert.Equal(GateMode.Pass, mode));
    }

    [Fact]
    public void A_partition_cuts_only_what_the_regions_see_of_each_other()
    {
        Break("partition");

        Assert.Equal(GateMode.Hang, GateRules.Peer(faults, "eu-west"));
        Assert.Equal(GateMode.Pass, GateRules.LoadBalancer(faults, "eu-west"));
    }

    [Fact]
    public void A_slow_Redis_answers_late_by_what_was_asked()
    {
        Break("redis-slow", ("ms", "250"));

        Assert.Equal(GateMode.Slow(TimeSpan.FromMilliseconds(250)), GateRules.Redis(faults, "us-east"));
    }

    [Fact]
    public void The_consoles_Postgres_has_a_fault_of_its_own()
    {
        Assert.Equal(GateMode.Pass, GateRules.ConsolePostgres(faults));
        Break("console-postgres-down");
        Assert.Equal(GateMode.Refuse, GateRules.ConsolePostgres(faults));
    }

    private GateMode[] ModesOf(string region) =>
    [
        GateRules.LoadBalancer(faults, region), GateRules.Peer(faults, region), GateRules.Redis(faults, region),
        GateRules.Warm(faults, region), GateRules.Prometheus(faults, region),
    ];

    private void Break(string fault, params (string Name, string Value)[] arguments) =>
        faults.Set(fault, arguments.ToDictionary(argument => argument.Name, argument => argument.Value));
}
