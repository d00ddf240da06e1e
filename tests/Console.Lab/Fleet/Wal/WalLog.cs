namespace IncidentConsole.Lab.Fleet.Wal;

/// <summary>
/// A pod's write-ahead log on its own disk: <c>timestamp|length|body</c> lines in one file named by its start date, never rotated.
/// What was not shipped yet survives the pod's crash.
/// </summary>
internal sealed class WalLog(string folder, TimeProvider time)
{
    private readonly Lock guard = new();
    private readonly string path = Path.Combine(folder, $"inbox-{time.GetUtcNow():yyyyMMdd}.wal");
    private long shipped;

    /// <summary>Segments shipped so far: the next one's sequence number less one, also after a crash.</summary>
    public long Segments { get; private set; }

    /// <summary>Bytes written and not shipped yet.</summary>
    public long Unshipped
    {
        get
        {
            lock (guard)
                return File.Exists(path) ? new FileInfo(path).Length - shipped : 0;
        }
    }

    /// <exception cref="IOException">The disk does not take it: the request must not be accepted.</exception>
    public void Append(ReadOnlySpan<byte> body)
    {
        var record = WalFormat.Record(time.GetUtcNow(), body);
        lock (guard)
            File.AppendAllBytes(path, record);
    }

    /// <summary>What has been appended since the last <see cref="MarkShipped"/>.</summary>
    public async Task<byte[]> ReadUnshippedAsync(CancellationToken cancellationToken)
    {
        var bytes = new byte[Unshipped];
        if (bytes.Length == 0)
            return bytes;
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = shipped;
        await file.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    public void MarkShipped(int length)
    {
        lock (guard)
        {
            shipped += length;
            Segments++;
        }
    }
}
