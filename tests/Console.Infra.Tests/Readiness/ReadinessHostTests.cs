using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Loops;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Infra.Tests.Readiness;

public class ReadinessHostTests
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 23, 10, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_could_not_be_asked_is_unknown_with_its_reason_and_a_bug_is_too()
    {
        Assert.Equal(ReadinessFinding.NotAsked("403 Forbidden"), await FindAsync(_ => throw new CouldNotAskException("403 Forbidden")));
        Assert.Matches("this is a bug in the console \\(reference [0-9a-f]{8}\\)", (await FindAsync(_ => throw new InvalidOperationException())).Detail);
    }

    [Fact]
    public async Task A_check_that_never_answers_is_given_up_and_told_to_stop()
    {
        var asked = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        var finding = FindAsync(async token =>
        {
            token.Register(stopped.SetResult);
            asked.SetResult();
            await new TaskCompletionSource<ReadinessFinding>().Task;
            return ReadinessFinding.Pass("never");
        });
        await asked.Task;
        while (!finding.IsCompleted)
        {
            time.Advance(ReadinessHost.TimeBox);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal((Health.Unknown, "timed out after 20 s"), ((await finding).Verdict, (await finding).Detail));
        await stopped.Task;
    }

    [Fact]
    public async Task Whoever_has_mended_something_need_not_wait_for_the_next_round()
    {
        var mended = ReadinessFinding.Fail("off", "Switch it on.");
        var check = new Scripted(_ => Task.FromResult(mended));
        var board = new Live<ReadinessBoard>(ReadinessBoard.Of([check]));
        var call = new ReadinessCall();
        using var stop = new CancellationTokenSource();
        var running = Host(check, board, call).RunAsync(stop.Token);
        await FoundAsync(board, Health.Fail);

        mended = ReadinessFinding.Pass("on");
        call.Ask();

        await FoundAsync(board, Health.Pass);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private ReadinessHost Host(IReadinessCheck check, Live<ReadinessBoard> board, ReadinessCall call) =>
        new([check], board, call, new(time, NullLogger<Supervisor>.Instance), time);

    private static async Task FoundAsync(Live<ReadinessBoard> board, Health verdict)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        await foreach (var seen in board.WatchAsync(patience.Token))
            if (seen.Rows[0].Finding?.Verdict == verdict) return;
    }

    private async Task<ReadinessFinding> FindAsync(Func<CancellationToken, Task<ReadinessFinding>> ask)
    {
        var check = new Scripted(ask);
        var board = new Live<ReadinessBoard>(ReadinessBoard.Of([check]));
        await Host(check, board, new ReadinessCall()).AskAsync(check, TestContext.Current.CancellationToken);
        Assert.NotNull(board.Current.Rows[0].ObservedAt);
        return board.Current.Rows[0].Finding!;
    }

    private sealed class Scripted(Func<CancellationToken, Task<ReadinessFinding>> ask) : IReadinessCheck
    {
        public string Key => "scripted";
        public string Title => "Scripted";
        public ReadinessGroup Group => ReadinessGroup.Fleet;
        public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) => ask(cancellationToken);
    }
}
