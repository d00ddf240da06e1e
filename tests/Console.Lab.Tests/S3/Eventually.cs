namespace IncidentConsole.Lab.Tests.S3;

internal static class Eventually
{
    /// <summary>Returns as soon as the condition holds; a test that never gets there ends by its own deadline, naming itself.</summary>
    public static async Task HoldsAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(3));
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(10), deadline.Token);
    }
}
