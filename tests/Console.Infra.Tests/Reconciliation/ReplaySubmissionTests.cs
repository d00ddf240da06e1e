using System.Collections.Concurrent;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Backends;
using IncidentConsole.Infra.Backends.Replay;
using IncidentConsole.Infra.Tests.Backends;
using IncidentConsole.Infra.Tests.Probing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using MsOptions = Microsoft.Extensions.Options.Options;

namespace IncidentConsole.Infra.Tests.Reconciliation;

/// <summary>What the region's answers make of a submission, on a clock that the test moves.</summary>
public class ReplaySubmissionTests
{
    private const string Accepted = """{"accepted":true,"escalated":false}""";
    private static readonly RegionId East = new("us-east");
    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(5);
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task No_more_are_under_way_at_once_than_allowed()
    {
        var now = 0;
        var underWay = new ConcurrentQueue<int>();
        var full = new TaskCompletionSource();
        await using var backend = await StubServer.StartAsync(async context =>
        {
            var mine = Interlocked.Increment(ref now);
            underWay.Enqueue(mine);
            if (mine == 4)
            {
                // Time for a fifth to come, were it allowed to.
                await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, context.RequestAborted);
                full.TrySetResult();
            }
            await full.Task;
            // Before its answer: from there on the next one may come.
            Interlocked.Decrement(ref now);
            await StubServer.JsonAsync(context, Accepted);
        });

        var answers = await SubmitAsync(backend, 40, new() { Tenant = "acme", TimeBox = Patient, AtOnce = 4, PerSecond = 100_000 });

        Assert.Equal(4, underWay.Max());
        Assert.All(answers, answer => Assert.Equal(PcsFate.New, answer.Fate));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Turned_away_it_asks_again_no_sooner_than_it_was_told_and_neither_does_any_other(int status)
    {
        var asked = new ConcurrentQueue<(string Body, DateTimeOffset At)>();
        await using var backend = await StubServer.StartAsync(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            asked.Enqueue((await body.ReadToEndAsync(), time.GetUtcNow()));
            if (asked.Count > 1)
            {
                await StubServer.JsonAsync(context, Accepted);
                return;
            }
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "30";
        });

        var answers = await SubmitAsync(backend, 3, new() { Tenant = "acme", TimeBox = Patient, AtOnce = 1, PerSecond = 100_000 });

        Assert.All(answers, answer => Assert.Equal((PcsFate.New, "200, accepted"), (answer.Fate, answer.Words)));
        Assert.Equal(["0", "0", "1", "2"], asked.Select(each => each.Body));
        Assert.All(asked.Skip(1), each => Assert.True(each.At - asked.First().At >= TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_region_that_stays_drained_fails_it_once_its_patience_is_over()
    {
        await using var backend = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "10";
            return context.Response.WriteAsync("Writes are drained");
        });

        var answers = await SubmitAsync(backend, 1, new() { Tenant = "acme", TimeBox = Patient, Patience = TimeSpan.FromSeconds(25) });

        Assert.Equal((PcsFate.Failed, "503, Writes are drained"), (answers[0].Fate, answers[0].Words));
    }

    [Theory]
    [InlineData(500, 3, "500, out of order")]
    [InlineData(0, 3, "no answer: connection ")]
    [InlineData(401, 1, "401, out of order")]
    public async Task Errors_are_tried_so_often_and_refusals_once(int status, int attempts, string words)
    {
        var asked = 0;
        await using var backend = await StubServer.StartAsync(context =>
        {
            Interlocked.Increment(ref asked);
            if (status == 0)
            {
                context.Abort();
                return Task.CompletedTask;
            }
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("out of order");
        });

        var answers = await SubmitAsync(backend, 1, new() { Tenant = "acme", TimeBox = Patient, Attempts = 3 });

        Assert.Equal(attempts, asked);
        Assert.StartsWith(words, answers[0].Words, StringComparison.Ordinal);
        Assert.Equal(status == 401 ? PcsFate.Refused : PcsFate.Failed, answers[0].Fate);
    }

    [Fact]
    public async Task It_keeps_its_pace()
    {
        await using var backend = await StubServer.StartAsync(context => StubServer.JsonAsync(context, Accepted));
        var started = time.GetUtcNow();

        await SubmitAsync(backend, 21, new() { Tenant = "acme", TimeBox = Patient, AtOnce = 21, PerSecond = 10 });

        Assert.True(time.GetUtcNow() - started >= TimeSpan.FromSeconds(2));
    }

    private async Task<IReadOnlyList<PcsAnswer>> SubmitAsync(StubServer backend, int count, ReplayOptions replay)
    {
        var options = new BackendsOptions { Tenant = "acme", Regions = new Dictionary<string, BackendRegion> { ["us-east"] = new() { Url = backend.Url } }, Replay = replay };
        var submission = new ReplaySubmission(MsOptions.Create(options), RegisteredHttp.Clients, time);
        var submitting = submission.SubmitAsync(East, [.. Enumerable.Range(0, count).Select(number => new PcsToSubmit(System.Text.Encoding.UTF8.GetBytes($"{number}"), null))], TestContext.Current.CancellationToken);
        while (!submitting.IsCompleted)
        {
            // Real time for real sockets; the clock moves only while somebody may wait for it, in steps far below any time box.
            await Task.WhenAny(submitting, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken));
            time.Advance(TimeSpan.FromMilliseconds(100));
        }
        return await submitting;
    }
}
