using System.Collections.Concurrent;
using System.Diagnostics;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Alerts;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Comms.Outbox;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Loops;
using IncidentConsole.Domain.Review.Recordings;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Loops;

/// <summary>Every loop of Domain over ports that fail at random, and an incident in which something is done.</summary>
internal sealed class SabotagedConsole : IDisposable
{
    private const int RoundsBeforeOthers = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Saboteur saboteur;
    private readonly World world = new();
    private readonly FakeDns dns = new(Weighted(50, 50));
    private readonly CountingChannel channel = new();
    private readonly FakeAnchors anchors = new();
    private readonly MemoryRecordings recordings = new();
    private readonly Live<DrillRange> range = new(new(true, null, null));
    private readonly Live<ReceivedAlerts> received = new(ReceivedAlerts.None);
    private readonly CancellationTokenSource stop = new();
    private readonly IncidentDesk desk;
    private readonly ActionDesk actions;
    private readonly AlertIntake intake;
    private readonly List<Task> loops;

    /// <summary>What was acknowledged to whoever asked for it.</summary>
    private readonly List<Predicate<IncidentEvent>> acknowledged = [];
    private ActionPlan? change;
    private ActionPlan? procedure;

    public SabotagedConsole(int seed, double rate)
    {
        saboteur = new(seed, rate);
        var log = saboteur.Wrap<IIncidentLog>(world.Log);
        desk = new IncidentDesk(log);
        var tools = new Tools([saboteur.Wrap<IActuator>(dns)], [saboteur.Wrap<IProcedure>(new Checking())]);
        actions = new ActionDesk(desk, world.Fleet, world.Policy, tools, world.Time);
        var executor = new PlanExecutor(desk, actions, tools, new PlanJournal(desk, world.Time));
        var runner = new ActionRunner(desk, actions, executor, log, world.Supervisor, world.Time);
        intake = new AlertIntake(desk, received, world.Supervisor, world.Time);
        var drills = new DrillDesk(saboteur.Wrap<IFaultApi>(new FakeFaultApi()), range, desk);
        loops = [.. new IBackgroundLoop[]
        {
            runner,
            new TimeBoxWatcher(runner, world.Supervisor),
            new EvidenceWatcher(desk, world.Fleet, world.Policy, world.Supervisor, world.Time),
            new MessageSender(desk, log, [saboteur.Wrap<IMessageChannel>(channel)], world.Supervisor, world.Time),
            intake,
            new DrillWatcher(drills, range, desk, world.Supervisor),
            new ChainMirror(desk, saboteur.Wrap<IChainAnchors>(anchors), world.Supervisor, world.Time),
            new Recorder(desk, world.Fleet, log, saboteur.Wrap<IRecordings>(recordings), world.Supervisor, world.Time),
        }.Select(loop => world.Supervisor.RunAsync(new(loop.GetType().Name, ""), loop.RunAsync, stop.Token))];
    }

    private Incident Incident => desk.Book.Current.Find(1)!.Incident;

    /// <summary>Everything a commander does, while any call may fail.</summary>
    public async Task ActAsync()
    {
        world.EuWestDies();
        Assert.Null((await world.TryDeclareAsync(desk)).Refusal);
        saboteur.IsActive = true;
        change = await ConfirmAsync(2, "move-traffic");
        procedure = await ConfirmAsync(9, "check");
        var message = new MessageQueued(Guid.NewGuid(), "update", "slack", "#incidents", "subject", "body", 0);
        await TryAsync(async () => (await desk.HandleAsync(1, Commander, incident => incident.Post(message.Post) is null ? message : Decision.Nothing, stop.Token)).Refusal is null, happened => happened is MessageQueued queued && queued.Post == message.Post);
        intake.TryTake([new("a", "RegionDown", EuWest, "critical", true, world.Now, "")]);
        for (var step = 0; step < 25; step++) await StepAsync();
        saboteur.IsActive = false;
    }

    /// <summary>With every port well again, each loop must still be there and bring to an end what was begun.</summary>
    public async Task RecoverAsync()
    {
        world.BothHealthy();
        intake.TryTake([new("b", "ShardStuck", EuWest, "warning", true, world.Now, "")]);
        var (looks, began) = (range.Current.Look, world.Now);
        await UntilAsync("evidence", () => Incident.Verdicts.GetValueOrDefault(EuWest) == Verdict.Healthy);
        await UntilAsync("actions", () => Incident.Plans.TrueForAll(plan => !plan.IsUnderWay));
        await UntilAsync("messages", () => Incident.Outbox.TrueForAll(post => post.Status is OutboxStatus.Delivered or OutboxStatus.Unknown));
        await UntilAsync("alerts", () => world.Log.Stored(1).Any(entry => entry is AlertsReceived news && news.Alerts.Any(alert => alert.Name == "ShardStuck")));
        await UntilAsync("drills", () => range.Current.Look > looks);
        await UntilAsync("recorder", () => recordings.Newest(1) > began);
        await UntilAsync("mirror", () => anchors.Places.All(place => anchors.Kept.GetValueOrDefault((place, 1))?.Sequence == Incident.Sequence));
        await UntilAsync("health", () => !world.Supervisor.Health.Current.Failing.Any());
        Assert.DoesNotContain(loops, loop => loop.IsCompleted);
    }

    public void Verify()
    {
        var stored = world.Log.Stored(1);
        Assert.All(acknowledged, happened => Assert.Contains(stored, happened));
        // Whatever anybody was shown is there, in the same order.
        Assert.Equal(stored.Take(desk.Book.Current.Find(1)!.Entries.Count), desk.Book.Current.Find(1)!.Entries.Select(entry => entry.Event));
        Assert.InRange(dns.Applied, 0, change is null ? 0 : 1);
        Assert.All(channel.Sent.GroupBy(sent => (sent.Id, sent.Part)), sent => Assert.Single(sent));
        if (procedure is not null) Assert.Contains(Incident.Plan(procedure.Id)!.Status, new[] { PlanStatus.Succeeded, PlanStatus.Paused, PlanStatus.Refused, PlanStatus.Planned });
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
        intake.Dispose();
    }

    private async Task<ActionPlan?> ConfirmAsync(int step, string action)
    {
        ActionPlan? plan = null;
        await TryAsync(async () => (plan = (await actions.PlanAsync(1, step, action, Commander, stop.Token)).Plan) is not null, happened => happened is ActionPlanned planned && planned.Plan.Id == plan!.Id);
        if (plan is not null)
            await TryAsync(async () => (await actions.ConfirmAsync(1, plan.Id, Commander, stop.Token)).Refusal is null, happened => happened is ActionConfirmed confirmed && confirmed.PlanId == plan.Id);
        return plan;
    }

    /// <summary>A few clicks, as somebody does whose page says that it failed.</summary>
    private async Task TryAsync(Func<Task<bool>> ask, Predicate<IncidentEvent> happened)
    {
        for (var attempt = 0; attempt < 3; attempt++)
            try
            {
                if (!await ask()) continue;
                acknowledged.Add(happened);
                return;
            }
            catch (InvalidOperationException)
            {
                await StepAsync();
            }
    }

    private async Task StepAsync()
    {
        world.Time.Advance(TimeSpan.FromSeconds(1));
        world.EuWestStaysDown();
        for (var turn = 0; turn < 5; turn++) await Task.Yield();
    }

    // By the machine's own clock: how often this thread came round says nothing of the others, which a busy machine may keep waiting.
    private async Task UntilAsync(string what, Func<bool> holds)
    {
        var began = Stopwatch.GetTimestamp();
        for (var round = 1; !holds(); round++)
        {
            if (Stopwatch.GetElapsedTime(began) > Patience) Assert.Fail($"{what} did not go on: {Plans}; {Posts}; failing: {Failing}");
            world.Time.Advance(TimeSpan.FromSeconds(1));
            world.BothHealthy();
            if (round % RoundsBeforeOthers == 0) await Task.Delay(1, TestContext.Current.CancellationToken);
            else await Task.Yield();
        }
    }

    private string Plans => string.Join("; ", Incident.Plans.Select(plan => $"{plan.Plan.Action} {plan.Status} {plan.ResultText}"));

    private string Posts => string.Join("; ", Incident.Outbox.Select(post => $"{post.Status} {post.ChangedAt:T} of {world.Now:T}"));

    private string Failing => string.Join("; ", world.Supervisor.Health.Current.Failing.Select(trouble => trouble.Sentence));

    private sealed class CountingChannel : IMessageChannel
    {
        public ConcurrentBag<OutgoingMessage> Sent { get; } = [];

        public MessageFormat Format => MessageFormat.Slack;

        public string? Destination(IncidentKind kind) => "#incidents";

        public int PartsOf(string body) => 1;

        public Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            Sent.Add(message);
            return Task.FromResult(new Delivery(DeliveryOutcome.Delivered, "ok"));
        }
    }

    private sealed class Checking : IProcedure
    {
        public string Name => "wal-integrity";

        public CallScope Scope { get; } = new();

        public string Command(ProcedureCall call) => "check";

        public async Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken)
        {
            await run.CheckpointAsync(new("half") { Checkpoint = "half" });
            return new(true, "whole", []);
        }
    }
}
