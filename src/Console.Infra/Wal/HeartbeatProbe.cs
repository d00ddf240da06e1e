using Amazon.S3;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Wal;

/// <summary>
/// The WAL lag of one direction. The source is written to and the destination is read at the same time, each with its own time box: a dark source
/// must not keep the console from reading what has arrived.
/// </summary>
internal sealed class HeartbeatProbe(WalBucket source, WalBucket destination, WalOptions options, FleetPolicy policy, TimeProvider time) : IProbe
{
    private const int SegmentsAsked = 5;
    private readonly HeartbeatReader reader = new(destination, source.Region, options, time);
    private readonly SegmentTail segments = new(source, options, time);
    private DateTimeOffset? lastWritten;
    private DateTimeOffset? darkSince;

    public string Name => $"wal-lag/{source.Region}/{destination.Region}";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        var writing = PartAsync(WriteAsync, cancellationToken);
        var reading = PartAsync(reader.ReadAsync, cancellationToken);
        var replicating = PartAsync(ReplicationAsync, cancellationToken);
        var (written, arrived, replication) = (await writing, await reading, await replicating);

        lastWritten = written.Value ?? lastWritten;
        darkSince = written.Trouble is null ? null : darkSince ?? time.GetUtcNow();
        return [Judged(Lag(time.GetUtcNow(), replication.Value), written.Trouble, arrived.Trouble)];
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) => [Lag(at, null) with { Detail = reason }];

    private async Task<DateTimeOffset?> WriteAsync(CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        await source.PutAsync(Heartbeat.Key(options.HeartbeatPrefix, source.Region, at), Heartbeat.Body(at), cancellationToken);
        return at;
    }

    private async Task<Replication?> ReplicationAsync(CancellationToken cancellationToken)
    {
        var newest = (await segments.NewestAsync(cancellationToken)).TakeLast(SegmentsAsked);
        var statuses = await Task.WhenAll(newest.Select(each => source.ReplicationAsync(each.Key, cancellationToken)));
        return new(statuses.Length, statuses.Count(status => status == ReplicationStatus.Pending), statuses.Count(status => status == ReplicationStatus.Failed));
    }

    private Task<Part<T>> PartAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken) =>
        Part.AskAsync(ask, Part.Of(TimeBox), time, cancellationToken);

    private WalLag Lag(DateTimeOffset at, Replication? replication) => new(
        source.Region, destination.Region, Health.Unknown, reader.Newest, lastWritten, darkSince is not null,
        replication?.Pending, replication?.Failed, $"heartbeats in {destination.Source}", at, Every, "") { Asked = replication?.Asked ?? 0 };

    private WalLag Judged(WalLag lag, string? sourceTrouble, string? destinationTrouble)
    {
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

    private sealed record Replication(int Asked, int Pending, int Failed);
}
