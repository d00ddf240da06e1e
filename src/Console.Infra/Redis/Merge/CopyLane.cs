using IncidentConsole.Infra.Redis.Parity;
using IncidentConsole.Infra.Redis.Resp;

namespace IncidentConsole.Infra.Redis.Merge;

/// <summary>Copies one page at a time: asks the destination what it lacks, the source for that, and writes it as it comes.</summary>
internal sealed class CopyLane(RespConnection source, RespConnection destination) : IAsyncDisposable
{
    private const long Missing = -2;
    private const long Forever = -1;

    // A value that is gone although its key had longer than this to live holds no string.
    private const long Moment = 1000;

    private readonly RespWriter command = new();
    private readonly NxWriter writer = new(destination);
    private readonly List<int> wanted = [];

    public async Task<PageCopy> CopyAsync(KeyPage page, CancellationToken cancellationToken)
    {
        await FindMissingAsync(page, cancellationToken).ConfigureAwait(false);
        var copy = new PageCopy(page.Count, page.Next) { AlreadyThere = page.Count - wanted.Count };
        if (wanted.Count == 0) return copy;

        await AskAsync(page, cancellationToken).ConfigureAwait(false);
        var lives = new long[wanted.Count];
        for (var i = 0; i < lives.Length; i++) lives[i] = await source.ReadIntegerAsync(cancellationToken).ConfigureAwait(false);

        await source.ReadArrayAsync(cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < lives.Length;)
        {
            if (!TryTake(page[wanted[i]], lives[i], copy)) await source.Reader.FillAsync(cancellationToken).ConfigureAwait(false);
            else if (++i < lives.Length && writer.IsFull) await writer.SendAsync(cancellationToken).ConfigureAwait(false);
        }

        var (written, there) = await writer.EndAsync(cancellationToken).ConfigureAwait(false);
        copy.Copied = written;
        copy.AlreadyThere += there;
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync().ConfigureAwait(false);
        await destination.DisposeAsync().ConfigureAwait(false);
    }

    // Most pages are all there or all missing, which one question tells.
    private async Task FindMissingAsync(KeyPage page, CancellationToken cancellationToken)
    {
        wanted.Clear();
        await destination.SendAsync(command.Clear().Array(page.Count + 1).Bulk("EXISTS"u8).Written, cancellationToken).ConfigureAwait(false);
        await destination.SendAsync(page.Arguments, cancellationToken).ConfigureAwait(false);
        var there = await destination.ReadIntegerAsync(cancellationToken).ConfigureAwait(false);
        if (there == page.Count) return;
        if (there == 0)
        {
            wanted.AddRange(Enumerable.Range(0, page.Count));
            return;
        }

        command.Clear();
        for (var i = 0; i < page.Count; i++) command.Array(2).Bulk("EXISTS"u8).Bulk(page[i]);
        await destination.SendAsync(command.Written, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < page.Count; i++)
            if (await destination.ReadIntegerAsync(cancellationToken).ConfigureAwait(false) == 0)
                wanted.Add(i);
    }

    // The times first: a value is then written as soon as it is read, however large, and never lives longer than it would have.
    private ValueTask AskAsync(KeyPage page, CancellationToken cancellationToken)
    {
        command.Clear();
        foreach (var i in wanted) command.Array(2).Bulk("PTTL"u8).Bulk(page[i]);
        command.Array(wanted.Count + 1).Bulk("MGET"u8);
        foreach (var i in wanted) command.Bulk(page[i]);
        return source.SendAsync(command.Written, cancellationToken);
    }

    private bool TryTake(ReadOnlySpan<byte> key, long lives, PageCopy copy)
    {
        if (!source.Reader.TryReadBulk(out var value, out var isNull)) return false;
        if (isNull && lives is Forever or > Moment) copy.Foreign++;
        else if (isNull || lives is Missing or 0) copy.Expired++;
        else writer.Add(key, value, lives == Forever ? null : lives);
        return true;
    }
}
