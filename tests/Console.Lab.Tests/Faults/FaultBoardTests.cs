using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Tests.Faults;

public class FaultBoardTests
{
    private readonly FaultBoard faults = new(TimeProvider.System);

    [Fact]
    public void A_fault_of_one_region_leaves_the_other_alone()
    {
        faults.Set("redis-down", new Dictionary<string, string> { ["region"] = "eu-west" });

        Assert.True(faults.IsOn("redis-down", "eu-west"));
        Assert.False(faults.IsOn("redis-down", "us-east"));
    }

    [Fact]
    public void A_fault_without_a_region_is_everywhere()
    {
        faults.Set("redis-down", new Dictionary<string, string>());

        Assert.True(faults.IsOn("redis-down", "eu-west"));
        Assert.True(faults.IsOn("redis-down", "us-east"));
    }

    [Fact]
    public void Clearing_says_whether_it_was_on_and_who_listens_hears_of_it()
    {
        var heard = new List<string>();
        faults.Changed += (name, region) => heard.Add($"{name} {region}");
        faults.Set("redis-down", new Dictionary<string, string> { ["region"] = "eu-west" });

        Assert.True(faults.Clear("redis-down"));
        Assert.False(faults.Clear("redis-down"));
        Assert.Equal(["redis-down eu-west", "redis-down eu-west"], heard);
    }
}
