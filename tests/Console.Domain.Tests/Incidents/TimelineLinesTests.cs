using System.Diagnostics;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Domain.Tracing;
using Microsoft.Extensions.Logging;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Incidents;

/// <summary>What the engine did is in the log with its fields, and a click and its effect are one trace.</summary>
public sealed class TimelineLinesTests
{
    private readonly World world = new();
    private readonly ListLogger<IncidentDesk> log = new();
    private readonly FakeDns dns = new(Weighted(50, 50));
    private readonly IncidentDesk desk;
    private readonly ActionDesk actions;
    private readonly PlanExecutor executor;

    public TimelineLinesTests()
    {
        desk = new(world.Log, log);
        var tools = new Tools([dns], []);
        actions = new ActionDesk(desk, world.Fleet, world.Policy, tools, world.Time);
        executor = new PlanExecutor(desk, actions, tools, new PlanJournal(desk, world.Time));
        world.EuWestDies();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_change_of_a_plan_is_one_line_with_its_fields()
    {
        var plan = await ConfirmedAsync();
        world.Time.Advance(TimeSpan.FromSeconds(3));
        await executor.RunAsync(1, plan, Cancellation);

        var lines = log.Lines.Where(line => line.Fields.TryGetValue("Plan", out var id) && Equals(id, plan.Id)).ToList();
        Assert.Equal(["action-planned", "action-confirmed", "action-started", "action-succeeded"], lines.Where(line => line.Level == LogLevel.Information).Select(line => line.Fields["EventName"]));
        var ended = lines[^1].Fields;
        Assert.Equal((1, 2, "move-traffic", "console", TimeSpan.FromSeconds(3)), (ended["Incident"], ended["Item"], ended["Action"], ended["Actor"], ended["Duration"]));
        Assert.Equal($"{Environment.MachineName}/{Environment.ProcessId}", ended["Replica"]);
    }

    [Fact]
    public async Task A_refusal_is_a_line_once_whether_it_was_said_before_the_append_or_with_it()
    {
        var plan = await ConfirmedAsync();
        await actions.ConfirmAsync(1, plan.Id, Commander, Cancellation);
        await actions.PlanAsync(1, 2, "no-such", Commander, Cancellation);
        Assert.Equal([RefusalReason.NotNow, RefusalReason.NotFound], log.Lines.Where(line => line.Fields.ContainsKey("Sentence")).Select(line => line.Fields["Kind"]));
    }

    [Fact]
    public async Task What_people_write_is_not_repeated_in_the_log()
    {
        await ConfirmedAsync();
        await desk.HandleAsync(1, Commander, _ => new NoteAdded("hunter2"), Cancellation);
        Assert.Contains(log.Lines, line => Equals(line.Fields.GetValueOrDefault("EventName"), "note-added"));
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_runners_spans_join_the_trace_of_the_click()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ConsoleActivities.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans) spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var plan = await ConfirmedAsync();
        var runner = new ActionRunner(desk, actions, executor, world.Log, world.Supervisor, world.Time);
        using var stop = new CancellationTokenSource();
        _ = runner.RunAsync(stop.Token);
        await foreach (var book in desk.Book.WatchAsync(Cancellation))
            if (book.Find(1)!.Incident.Plan(plan.Id)!.Status == PlanStatus.Succeeded) break;
        await stop.CancelAsync();

        Activity Span(string name)
        {
            lock (spans) return spans.First(span => span.OperationName == name && Equals(span.GetTagItem("plan"), plan.Id));
        }
        Assert.Equal(Span("action.confirm").TraceId, Span("action.apply").TraceId);
        Assert.Equal(Span("action.confirm").TraceId, Span("action.follow").TraceId);
        Assert.Contains(spans.ToList(), span => span.OperationName == "timeline.append" && span.TraceId == Span("action.confirm").TraceId);
    }

    private async Task<ActionPlan> ConfirmedAsync()
    {
        Assert.Null((await world.TryDeclareAsync(desk)).Refusal);
        var plan = (await actions.PlanAsync(1, 2, "move-traffic", Commander, Cancellation)).Plan!;
        Assert.Null((await actions.ConfirmAsync(1, plan.Id, Commander, Cancellation)).Refusal);
        return plan;
    }
}
