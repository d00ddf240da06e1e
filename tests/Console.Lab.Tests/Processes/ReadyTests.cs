using IncidentConsole.Lab.Processes;

namespace IncidentConsole.Lab.Tests.Processes;

/// <summary>A start on a machine that is busy with other things.</summary>
public sealed class ReadyTests : IDisposable
{
    private static readonly Ready.Limits Patient = new(TimeSpan.FromMinutes(5), TimeSpan.FromMilliseconds(50), TimeSpan.Zero);
    private readonly StringWriter said = new();
    private int attempts;

    [Fact]
    public async Task A_probe_that_hangs_or_fails_is_begun_anew_and_the_wait_is_told()
    {
        await UntilAsync(Patient, hasEnded: false, async (attempt, cancellationToken) =>
        {
            if (attempt == 1) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            if (attempt == 2) throw new IOException("connection refused");
        });

        Assert.Equal(3, attempts);
        Assert.Matches("(?m)^Waiting for redis-server, [0-9]+ s so far: connection refused\r?$", said.ToString());
    }

    [Fact]
    public async Task What_has_ended_is_not_waited_for()
    {
        var gaveUp = await Assert.ThrowsAsync<InvalidOperationException>(() => UntilAsync(Patient, hasEnded: true, (_, _) => throw new IOException("connection refused")));

        Assert.Equal((1, "redis-server did not get ready: disk is full"), (attempts, gaveUp.Message));
    }

    [Fact]
    public async Task In_the_end_it_gives_up_with_the_last_reason()
    {
        var gaveUp = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            UntilAsync(Patient with { Patience = TimeSpan.Zero }, hasEnded: false, (_, _) => throw new IOException("connection refused")));

        Assert.StartsWith("redis-server did not get ready within 0 s: connection refused; its last words: disk is full", gaveUp.Message, StringComparison.Ordinal);
    }

    public void Dispose() => said.Dispose();

    private Task UntilAsync(Ready.Limits limits, bool hasEnded, Func<int, CancellationToken, Task> probe) => Ready.UntilAsync(
        "redis-server", cancellationToken => probe(++attempts, cancellationToken), () => hasEnded, () => "disk is full", limits, said, TestContext.Current.CancellationToken);
}
