using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Wal;

/// <summary>Finds the newest heartbeat of a source that has arrived at a destination.</summary>
internal sealed class HeartbeatReader(WalBucket destination, RegionId source, WalOptions options, TimeProvider time)
{
    // A day of heartbeats, two each second: what a lifecycle rule leaves.
    private const int MostListed = 200_000;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Null until one has been found.</summary>
    public DateTimeOffset? Newest { get; private set; }

    public async Task<DateTimeOffset?> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var newest = await AfterAsync(Newest ?? now - options.LookBack, now, cancellationToken);
        // Started in the middle of an outage: what arrived last may be older than the usual look-back.
        if (newest is null && Newest is null) newest = await AfterAsync(now - Longest, now, cancellationToken);
        return Newest = newest ?? Newest;
    }

    private async Task<DateTimeOffset?> AfterAsync(DateTimeOffset after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = await destination.AfterAsync(
            Heartbeat.Folder(options.HeartbeatPrefix, source), Heartbeat.Key(options.HeartbeatPrefix, source, after), MostListed, cancellationToken);
        // Another replica's clock may be ahead; a heartbeat from the future proves nothing yet.
        return keys.Select(each => Heartbeat.TimeOf(each.Key)).Where(at => at <= now).Max();
    }
}
