using IncidentConsole.Lab.Kubernetes.Rollouts;

namespace IncidentConsole.Lab.Tests.Kubernetes;

public class RolloutTests
{
    private readonly Rollout three = new(Wanted: 3, Surge: 1, Unavailable: 0);

    [Fact]
    public void The_first_pods_start_together() => Assert.Equal(new RolloutStep(3, null), three.Next([]));

    [Fact]
    public void One_more_pod_starts_before_an_old_one_stops() =>
        Assert.Equal(new RolloutStep(1, null), three.Next([Old("a"), Old("b"), Old("c")]));

    [Fact]
    public void An_old_pod_stays_until_the_new_one_is_ready()
    {
        Assert.Equal(RolloutStep.Wait, three.Next([Old("a"), Old("b"), Old("c"), New("d", ready: false)]));
        Assert.Equal(new RolloutStep(0, "a"), three.Next([Old("a"), Old("b"), Old("c"), New("d")]));
    }

    [Fact]
    public void A_broken_old_pod_goes_first() =>
        Assert.Equal(new RolloutStep(0, "b"), three.Next([Old("a"), Old("b", ready: false), Old("c"), New("d")]));

    [Fact]
    public void Scaling_down_takes_the_unready_then_the_newest()
    {
        var one = three with { Wanted = 1 };
        Assert.Equal(new RolloutStep(0, "b"), one.Next([New("a"), New("b", ready: false), New("c")]));
        Assert.Equal(new RolloutStep(0, "c"), one.Next([New("a"), New("c")]));
        Assert.Equal(RolloutStep.Wait, one.Next([New("a")]));
    }

    [Fact]
    public void None_wanted_leaves_none() =>
        Assert.Equal(new RolloutStep(0, "a"), (three with { Wanted = 0 }).Next([Old("a", ready: false)]));

    private static RolloutPod Old(string name, bool ready = true) => new(name, false, ready);

    private static RolloutPod New(string name, bool ready = true) => new(name, true, ready);
}
