namespace IncidentConsole.Infra.Backends.Replay;

/// <summary>Hands out turns, so many a second, to all that submit; when one of them is told to wait, all wait.</summary>
internal sealed class Pace(double perSecond, TimeProvider time)
{
    // Timers are no finer than this; a turn that is due sooner is taken now.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(15);
    private readonly TimeSpan every = TimeSpan.FromSeconds(1 / perSecond);
    private readonly Lock guard = new();
    private DateTimeOffset next = time.GetUtcNow();
    private DateTimeOffset restsUntil;

    public async ValueTask TurnAsync(CancellationToken cancellationToken)
    {
        var wait = Take();
        if (wait > Grain) await Task.Delay(wait, time, cancellationToken);
        // A rest may have been ordered while this one waited, and again while it rested.
        while (RestLeft() is { Ticks: > 0 } left) await Task.Delay(left, time, cancellationToken);
    }

    /// <summary>No turn before this is over.</summary>
    public void Rest(TimeSpan pause)
    {
        lock (guard)
        {
            var until = time.GetUtcNow() + pause;
            if (until > restsUntil) restsUntil = until;
        }
    }

    private TimeSpan Take()
    {
        lock (guard)
        {
            var now = time.GetUtcNow();
            var wait = next - now;
            next = (next > now ? next : now) + every;
            return wait;
        }
    }

    private TimeSpan RestLeft()
    {
        lock (guard) return restsUntil - time.GetUtcNow();
    }
}
