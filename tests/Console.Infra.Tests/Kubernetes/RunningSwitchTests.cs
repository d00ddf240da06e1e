using IncidentConsole.Infra.Kubernetes;
using IncidentConsole.Infra.Probing;
using k8s.Models;

namespace IncidentConsole.Infra.Tests.Kubernetes;

/// <summary>What a switch is set to is read from the pods that run; the deployment only says what new ones will get.</summary>
public class RunningSwitchTests
{
    private const string Variable = "DEGRADED_MODE";

    private static readonly V1EnvVar On = new() { Name = Variable, Value = "true" };
    private static readonly V1EnvVar Off = new() { Name = Variable, Value = "false" };

    [Fact]
    public void Pods_count_one_by_one() => Is(true, "on in 2 of 3 pods; the deployment says on", Spec([On]), Pod([On]), Pod([On]), Pod([]));

    [Fact]
    public void All_alike_is_said_with_how_many() => Is(false, "off in 2 of 2 pods", Spec([]), Pod([]), Pod([Off]));

    [Fact]
    public void What_the_deployment_says_and_no_pod_runs_with_yet_is_told() =>
        Is(true, "off in 2 of 2 pods; the deployment says on", Spec([On]), Pod([]), Pod([]));

    [Fact]
    public void What_the_deployment_no_more_says_and_pods_still_run_with_is_told() =>
        Is(true, "on in 2 of 2 pods; the deployment says off", Spec([]), Pod([On]), Pod([On]));

    [Fact]
    public void Pods_that_terminate_still_serve_and_count() =>
        Is(true, "on in 1 of 2 pods; the deployment says off", Spec([]), Pod([]), Pod([On], isLeaving: true));

    [Fact]
    public void A_variable_that_is_set_twice_counts_as_its_last() =>
        Is(true, "on in 1 of 1 pods (set twice, the last counts)", Spec([Off, On]), Pod([Off, On]));

    [Fact]
    public void With_no_pod_the_deployment_is_all_there_is() => Is(false, "off, no pod runs", Spec([], replicas: 0));

    [Fact]
    public void No_pod_of_a_deployment_that_wants_some_is_not_known() => NotKnown("no pods found", Spec([]));

    [Theory]
    [InlineData("", "not known: may come from config map switches")]
    [InlineData("DEGRADED_", "not known: may come from config map switches")]
    public void A_config_map_may_carry_it(string prefix, string reason)
    {
        V1EnvFromSource[] from = [new() { Prefix = prefix, ConfigMapRef = new() { Name = "switches" } }];
        NotKnown(reason, Spec([], from: from), Pod([], from: from));
    }

    [Fact]
    public void A_secret_may_carry_it()
    {
        V1EnvFromSource[] from = [new() { SecretRef = new() { Name = "backend" } }];
        NotKnown("not known: may come from secret backend", Spec([], from: from), Pod([], from: from));
    }

    [Fact]
    public void A_config_map_with_another_prefix_or_behind_an_own_value_does_not()
    {
        V1EnvFromSource[] other = [new() { Prefix = "DB_", ConfigMapRef = new() { Name = "switches" } }];
        Is(false, "off in 1 of 1 pods", Spec([], from: other), Pod([], from: other));
        V1EnvFromSource[] hidden = [new() { ConfigMapRef = new() { Name = "switches" } }];
        Is(true, "on in 1 of 1 pods", Spec([On], from: hidden), Pod([On], from: hidden));
    }

    [Fact]
    public void A_value_from_elsewhere_is_not_known_and_named() => NotKnown("not known: comes from config map switches",
        Spec([From("switches")]), Pod([From("switches")]));

    private static V1EnvVar From(string map) => new() { Name = Variable, ValueFrom = new() { ConfigMapKeyRef = new() { Name = map,
        Key = "degraded" } } };

    private static void Is(bool isOn, string detail, V1Deployment deployment, params IReadOnlyList<V1Pod> pods) =>
        Assert.Equal(new RunningSwitch(isOn, detail), RunningSwitch.Of(deployment, pods, "backend", Variable));

    private static void NotKnown(string reason, V1Deployment deployment, params IReadOnlyList<V1Pod> pods) =>
        Assert.Equal(reason, Assert.Throws<CouldNotAskException>(() => RunningSwitch.Of(deployment, pods, "backend", Variable)).Message);

    private static V1PodSpec Of(IList<V1EnvVar> env, IList<V1EnvFromSource>? from) =>
        new() { Containers = [new() { Name = "backend", Env = env, EnvFrom = from }] };

    private static V1Deployment Spec(IList<V1EnvVar> env, int replicas = 2, IList<V1EnvFromSource>? from = null) =>
        new() { Spec = new() { Replicas = replicas, Template = new() { Spec = Of(env, from) } } };

    private static V1Pod Pod(IList<V1EnvVar> env, bool isLeaving = false, IList<V1EnvFromSource>? from = null) => new()
    {
        Metadata = new() { DeletionTimestamp = isLeaving ? DateTime.UnixEpoch : null }, Spec = Of(env, from),
            Status = new() { Phase = "Running" },
    };
}
