namespace IncidentConsole.Domain.Tests.Loops;

/// <summary>
/// Any port of Domain throws at any call, before or after its effect: no loop ends, nothing that was acknowledged is lost, nothing is done twice.
/// The seed of a failed run is in its message; put it into <see cref="First"/> to see that run alone.
/// </summary>
public sealed class RandomFailureTests
{
    private const int First = 1;
    private const int Runs = 1000;

    [Fact]
    public Task Whatever_throws_no_loop_ends_and_nothing_is_lost_and_nothing_is_done_twice() => Parallel.ForEachAsync(Enumerable.Range(First, Runs), TestContext.Current.CancellationToken, async (seed, _) =>
    {
        try
        {
            using var console = new SabotagedConsole(seed, rate: 0.05 + seed % 10 * 0.03);
            await console.ActAsync();
            await console.RecoverAsync();
            console.Verify();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new InvalidOperationException($"seed {seed}: {exception.Message}", exception);
        }
    });
}
