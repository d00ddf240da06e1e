using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Wal;

/// <summary>
/// The WAL lag of one direction. The source is written to and the destination is read at the same time, each with its own time box: a dark source
/// must not keep the console from reading what has arrived.
/// </summary>
internal sealed class HeartbeatProbe(WalBucket source, WalBucket destination, WalOptions options, FleetPolicy policy, TimeProvider time) : IProbe
{
    private readonly HeartbeatReader reader = new(destination, source.Region, options, time);
    private readonly SegmentStatuses segments = new(source, new(source, options, time));
    private DateTimeOffset? lastWritten;
    private DateTimeOffset? darkSince;

    // Where the source is dark, what was last known of its segments holds.
    private int uncovered;

    public string Name => $"wal-lag/{source.Region}/{destination.Region}";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        var writing = PartAsync(WriteAsync, cancellationToken);
        var reading = PartAsync(reader.ReadAsync, cancellationToken);
        var replicating = PartAsync(ReplicationAsync, cancellationToken);
        var (written, arrived, replication) = (await writing, await reading, await replicating);
        if (replication.Value is { } asked) uncovered = asked.Uncovered;

        lastWritten = written.Value?.At ?? lastWritten;
        darkSince = written.Trouble is null ? null : darkSince ?? time.GetUtcNow();
        var lag = Lag(time.GetUtcNow(), replication.Value) with { MayNotWrite = written.Value?.Refused is not null };
        return [Judged(lag, written.Value?.Refused, written.Trouble, arrived.Trouble)];
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) => [Lag(at, null) with { Detail = reason }];

    /// <summary>A refusal is the console's own lack of a right, and says nothing of the region.</summary>
    private async Task<Written?> WriteAsync(CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        try
        {
            await source.PutAsync(Heartbeat.Key(options.HeartbeatPrefix, source.Region, at), Heartbeat.Body(at), cancellationToken);
            return new(at, null);
        }
        catch (CouldNotAskException refused) when (WalBucket.IsForbidden(refused))
        {
            return new(null, refused.Message);
        }
    }

    private async Task<Replication?> ReplicationAsync(CancellationToken cancellationToken) => await segments.AskAsync(cancellationToken);

    private Task<Part<T>> PartAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken) =>
        Part.AskAsync(ask, Part.Of(TimeBox), time, cancellationToken);

    private WalLag Lag(DateTimeOffset at, Replication? replication) => new(
        source.Region, destination.Region, Health.Unknown, reader.Newest, lastWritten, darkSince is not null,
        replication?.Pending, replication?.Failed, $"heartbeats in {destination.Source}", at, Every, "") { Asked = replication?.Asked ?? 0,
            Uncovered = replication?.Uncovered ?? uncovered };

    private WalLag Judged(WalLag lag, string? refused, string? sourceTrouble, string? destinationTrouble)
    {
        // Whatever heartbeats do, segments do not go that way.
        if (lag.Uncovered > 0)
            return lag with { Health = Health.Fail,
                Detail = $"{lag.Uncovered} of {(lag.Asked == 0 ? "the" : Text.Number(lag.Asked))} newest segments are not covered by replication" };
        if (refused is not null) return lag with { Detail = $"the console may not write heartbeats ({refused})" };
        var dark = sourceTrouble is null ? "" : $"source dark since {Text.Time(darkSince!.Value)} ({sourceTrouble})";
        if (destinationTrouble is not null)
            return lag with { Detail = dark.Length == 0 ? destinationTrouble : $"{destinationTrouble}; {dark}" };
        if (lag.Bound(null) is not { } behind)
            return lag with { Detail = dark.Length == 0 ? "no heartbeat has arrived yet" : $"no heartbeat has arrived; {dark}" };

        var detail = dark.Length == 0
            ? $"{Text.Number(Math.Round(behind.TotalSeconds, 1))} s behind"
            : $"nothing newer than {Text.Time(lag.NewestArrived!.Value)} has arrived; {dark}";
        return lag with { Health = behind <= policy.Rpo ? Health.Pass : Health.Fail, Detail = detail };
    }

    private sealed record Written(DateTimeOffset? At, string? Refused);
}
