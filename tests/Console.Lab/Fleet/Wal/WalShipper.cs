using Amazon.Runtime;

namespace IncidentConsole.Lab.Fleet.Wal;

/// <summary>Ships what a pod has logged to its region's bucket, about every second and only when there is something.</summary>
internal sealed class WalShipper(WalLog log, WalBucket bucket, WalIdentity identity, Func<bool> isStopped, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <param name="stop">Nothing more is begun.</param>
    /// <param name="crash">Ends what is under way. What the bucket took of it then counts as not shipped, and comes twice.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken crash)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stop))
            await TryShipAsync(crash);
    }

    /// <summary>Ships what there is. What fails stays in the log; the next time takes it along with what has come meanwhile.</summary>
    public async Task TryShipAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ShipAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is AmazonClientException or AmazonServiceException or HttpRequestException or IOException
                                          || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Not lost: still in the log.
        }
    }

    /// <summary>A segment is named when it is shipped, so keys in the bucket are in the order they arrived.</summary>
    private async Task ShipAsync(CancellationToken cancellationToken)
    {
        if (isStopped())
            return;
        var records = await log.ReadUnshippedAsync(cancellationToken);
        if (records.Length == 0)
            return;
        var key = WalBucket.KeyOf(identity.Region, time.GetUtcNow(), identity.Pod, log.Segments + 1, identity.Suffix);
        var segment = identity.Suffix == WalFormat.JsonLinesSuffix ? WalFormat.ToJsonLines(records) : records;
        await bucket.PutAsync(key, segment, cancellationToken);
        log.MarkShipped(records.Length);
    }
}

/// <param name="Suffix">Form of the segments: <see cref="WalFormat.RecordSuffix"/> or <see cref="WalFormat.JsonLinesSuffix"/>.</param>
internal sealed record WalIdentity(string Region, string Pod, string Suffix);
