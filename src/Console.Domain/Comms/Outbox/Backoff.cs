namespace IncidentConsole.Domain.Comms.Outbox;

/// <summary>How long to wait after a failure: soon at first, a message is urgent; then ever more rarely.</summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <param name="attempt">From 1.</param>
    /// <param name="wished">What the other side asked for; null when it did not.</param>
    public static TimeSpan After(int attempt, TimeSpan? wished)
    {
        var own = attempt > 6 ? Longest : First * Math.Pow(2, attempt - 1);
        return wished > own ? wished.Value : own;
    }
}
