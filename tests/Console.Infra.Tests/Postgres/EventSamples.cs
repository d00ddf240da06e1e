using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

namespace IncidentConsole.Infra.Tests.Postgres;

/// <summary>One event of every kind, every property filled.</summary>
internal static class EventSamples
{
    private static readonly RegionId West = new("eu-west");
    private static readonly RegionId East = new("us-east");
    private static readonly DateTimeOffset At = new(2026, 11, 3, 4, 5, 6, 789, TimeSpan.FromHours(1));
    private static readonly Guid PlanId = new("6e7a0b70-8c0e-4f43-a2a5-7df4a3e2c101");
    private static readonly Guid Post = new("0b1c7f1e-54fd-4f0e-9a55-6f1c2f0d8a02");
    private static readonly ImmutableArray<Evidence> Proof = [new("Traffic to us-east", Health.Pass, "97 %", "≥ 95 %", "us-east Prometheus", At, false)];
    private static readonly ImmutableArray<string> Log = ["PUT …", "200 <ChangeInfo/>"];

    public static IReadOnlyList<IncidentEvent> All { get; } =
    [
        new IncidentDeclared(West, East, Severity.P0, IncidentKind.Drill, "eu-west is dark", At, "felt earlier", "ada", "geo-failover", "1") { LoadBefore = 42, Divergence = new(100, 99, 3, 2, 1, At), Partition = new(At, At.AddMinutes(2)) },
        new FirstProbeFailed(West, "console"),
        new VerdictChanged(West, Verdict.Down, "2 of 3 vantage points"),
        new TrafficRerouted(East, true, "4 of 4 authoritative servers"),
        new TrafficReturned(West, "2 name servers answer it"), new UnaskedReturnEnded(West, true),
        new ServiceRestored(East, At, At.AddSeconds(30), 15, TimeSpan.FromSeconds(261.5)) { Impact = new(12, 90, At, true) },
        new UsersFailAgain(3, 10), new UsersServedAgain(28, 53),
        new ReplicationEnded(West, East, At),
        new CommandHandedOver("ada", "grace", "end of shift"),
        new RoleAssigned("grace", "scribe"), new RoleTakenBack("grace", "scribe"),
        new SeverityChanged(Severity.P1, Severity.P0, "writes are lost"),
        new NoteAdded("\"quoted\" \\ <script>alert(1)</script>\r\n\ttab, a NUL \0, é, 漢字, 🔥 and \u2028"),
        new EntryCorrected(2, "power event in AZ-1", "wrong zone"),
        new NoteAdded("the graph") { Attachment = new(PlanId, "graph.png", "image/png", 42, new string('a', 64)) },
        new StepStarted(3),
        new StepProven(2, "Verify reroute", Proof),
        new StepAttested(4, "Monitor errors", "seen on the wall", Proof),
        new StepNotApplicable(5, "Degraded mode", "lag 3 s, within 2 min"),
        new StepSkipped(6, "Smoke test", "no tenant"),
        new StepFailed(6, "Smoke test", "429"),
        new StepReopened(6, "Smoke test", "try again"),
        new ActionPlanned(DnsPlan),
        new ActionPlanned(DrainPlan),
        new ActionConfirmed(PlanId, "Move traffic"),
        new ActionCancelled(PlanId, "Move traffic", "wrong region"),
        new ActionApproved(PlanId, "Move traffic"),
        new ActionConfirmed(PlanId, "Move traffic") { Alone = "nobody is awake" },
        new ActionPaused(PlanId, "Merge", "too much load"),
        new ActionResumed(PlanId, "Merge", "load is fine"),
        new ActionProgressed(PlanId, "half way", 0.5) { Done = 1, Total = 2, Checkpoint = "{\"at\":1}", Counts = ImmutableSortedDictionary<string, long>.Empty.Add("copied", 1) },
        new ActionSettledByHand(PlanId, "Move traffic", true, "seen in the provider's own page"),
        new ActionsStopped("wrong region?"),
        new ActionsAllowed("understood"),
        new FailoverAcknowledged("it was a cable"),
        new ActionStarted(PlanId, "Move traffic", "console-1"),
        new ActionProgressed(PlanId, "INSYNC", 0.5),
        new ActionSucceeded(PlanId, "Move traffic", "97 % to us-east", Log),
        new ActionRefused(PlanId, "Move traffic", "InvalidChangeBatch"),
        new ActionFailed(PlanId, "Move traffic", "throttled", Log),
        new ActionFailed(PlanId, "Ramp", "paused at 50 %: errors in eu-west 3 %", Log)
        {
            Result = new RampResult(West, 50, ["10 %: held 10:00"], "errors in eu-west 3 %", new(GuardKind.Errors, West)),
        },
        new ActionOutcomeUnknown(PlanId, "Move traffic", "the console was killed"),
        new RegionLatchedOut(West, "failed"),
        new RegionReleased(West, "proven again"),
        new MessagePosted("start", "slack", "#incidents", "eu-west", "*down*", 1) { Generated = "*dark*", EditedBy = "ana", Altered = ["dark"] },
        new MessageQueued(Post, "start", "slack", "#incidents", "eu-west", "*down*", 1) { Generated = "*dark*", Altered = ["dark"] },
        new MessageSending(Post, 1),
        new MessageDelivered(Post, 1, 2, "ok"),
        new MessageDeliveryFailed(Post, "503", 1, At),
        new MessageOutcomeUnknown(Post, "no answer"),
        new MessageRetried(Post),
        new MessageWithdrawn(Post, "told by phone"),
        new AlertsReceived(new("eu-west"), [new("RegionDown", 3, "critical", At), new("WalReplicationLag", 0, null, null)]),
        new RootCauseStated("a switch in AZ-1", "network, or power"),
        new RecoveryPlanned(At.AddHours(3), "ada", "first the data"),
        new PostMortemScheduled(At.AddDays(1), "grace"),
        new DrillScenarioRan("region-death", "Region death", "ada", At, ["region-down eu-west"]),
        new DrillFaultsUndone("seen enough"),
        new WentOverDrill(6, "Region death", ["Move traffic (succeeded)"]),
        new DrillInterrupted(7, "us-east is dark", ["Move traffic (succeeded)"]),
        new IncidentResolved("all items closed"),
        new ActionItemAdded("lower the TTL to 30 s", "grace"),
        new ActionItemDone(7, "lower the TTL to 30 s"),
        new StepMisled(3, "Check WAL lag", "the threshold in the text is not the alert's"),
        new ExportTaken("md"),
    ];

    private static ActionPlan DnsPlan => new(
        PlanId, 2, "move-traffic", "Move traffic",
        new Change(
            new Target(Target.Dns, null, "api.example.com"),
            new DnsState([new DnsRecordSet("api.example.com", "CNAME", 60, ["eu-west-alb.example.com"], null, "eu-west", 50, "hc-1")]),
            new DnsState([new DnsRecordSet("api.example.com", "A", null, [], new DnsAlias("Z1", "us-east-alb.example.com", true), null, null, null)])),
        null, "aws route53 …", ["resolvers keep the old answer for 60 s"], West, Guid.Empty, TimeSpan.FromMinutes(10));

    private static ActionPlan DrainPlan => new(
        PlanId, 5, "drain", "Drain",
        new Change(
            new Target(Target.Deployment, West, "backend"),
            new DeploymentState(3, ImmutableSortedDictionary<string, string>.Empty),
            new DeploymentState(3, ImmutableSortedDictionary<string, string>.Empty.Add("DEGRADED_MODE", "true"))),
        new ProcedureCall("smoke-test", East, ImmutableSortedDictionary<string, string>.Empty.Add("tenant", "t1")),
        "kubectl …", [], null, null, null);
}
