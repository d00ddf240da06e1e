namespace IncidentConsole.Lab.Tests;

/// <summary>Waits for what other threads bring about; the test's own time limit ends a wait that is in vain.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        while (!condition())
            await poll.WaitForNextTickAsync(limit.Token);
    }
}
