using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Redis;

/// <summary>Whether a store has thrown keys away lately. What is evicted is no more known: the next submission of it is taken as
/// new.</summary>
internal sealed class Evictions
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);
    private long? counted;
    private long lately;
    private DateTimeOffset last;

    /// <summary><c>1,200 keys evicted, last at 03:12:44 UTC</c>; null when none were lately.</summary>
    public string? Seen(long evicted, DateTimeOffset now)
    {
        // A smaller count is another process, or was set back.
        var more = counted is { } before && evicted > before ? evicted - before : 0;
        counted = evicted;
        if (more == 0 && now - last > Lately) lately = 0;
        if (more > 0) (lately, last) = (lately + more, now);
        return lately == 0 ? null : $"{Text.Number(lately)} keys evicted, last at {Text.Time(last)} UTC";
    }
}
