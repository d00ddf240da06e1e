using System.Runtime.CompilerServices;
using System.Text;
using IncidentConsole.Infra.Redis.Resp;

namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>The dedup keys of one Redis, page by page.</summary>
internal static class DedupKeys
{
    public static ReadOnlySpan<byte> Prefix => "pcs:"u8;

    public static string IdOf(ReadOnlySpan<byte> key) => Encoding.UTF8.GetString(key[Prefix.Length..]);

    // One SCAN of this size takes Redis about half a millisecond; larger ones are felt by its other clients.
    private static readonly byte[] PageSize = "500"u8.ToArray();
    private const string Start = "0";
    private static readonly byte[] Pattern = [.. Prefix, (byte)'*'];

    /// <summary>
    /// Every key that is there all along at least once; SCAN may repeat a key. The next SCAN is sent before a page is handed out, so
    /// Redis works while the caller does. No page is empty.
    /// </summary>
    /// <param name="from">A page's <see cref="KeyPage.Next"/>; null for the beginning. A Redis that has been restarted since may then leave keys out.</param>
    /// <param name="alive">How many pages the caller holds at once, the newest included.</param>
    public static async IAsyncEnumerable<KeyPage> ScanAsync(
        RespConnection redis, string? from, int alive, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = new KeyPage[alive];
        for (var i = 0; i < pages.Length; i++) pages[i] = new();
        var command = new RespWriter();

        await redis.SendAsync(Scan(command, Encoding.ASCII.GetBytes(from ?? Start)), cancellationToken).ConfigureAwait(false);
        for (var turn = 0; ;)
        {
            var page = pages[turn % alive];
            page.Clear();
            var cursor = await ReadCursorAsync(redis, cancellationToken).ConfigureAwait(false);
            for (var keys = await redis.ReadArrayAsync(cancellationToken).ConfigureAwait(false); keys > 0; keys--)
                while (!TryAdd(redis.Reader, page)) await redis.Reader.FillAsync(cancellationToken).ConfigureAwait(false);

            page.Next = Encoding.ASCII.GetString(cursor);
            var last = page.Next == Start;
            if (!last) await redis.SendAsync(Scan(command, cursor), cancellationToken).ConfigureAwait(false);
            if (page.Count > 0)
            {
                turn++;
                yield return page;
            }
            if (last) yield break;
        }
    }

    private static async ValueTask<byte[]> ReadCursorAsync(RespConnection redis, CancellationToken cancellationToken)
    {
        await redis.ReadArrayAsync(cancellationToken).ConfigureAwait(false);
        return await redis.ReadBulkAsync(cancellationToken).ConfigureAwait(false) ?? [];
    }

    private static bool TryAdd(RespReader reader, KeyPage page)
    {
        if (!reader.TryReadBulk(out var key, out _)) return false;
        page.Add(key);
        return true;
    }

    private static ReadOnlyMemory<byte> Scan(RespWriter command, ReadOnlySpan<byte> cursor) =>
        command.Clear().Array(6).Bulk("SCAN"u8).Bulk(cursor).Bulk("MATCH"u8).Bulk(Pattern).Bulk("COUNT"u8).Bulk(PageSize).Written;
}
