using System.Buffers.Text;
using System.Globalization;
using System.Text;
using IncidentConsole.Infra.Redis.Resp;

namespace IncidentConsole.Infra.Redis.Snapshots;

/// <summary>
/// One entry of a dedup store, as the command that restores it: <c>SET key value PXAT time</c>. A part of a snapshot is such commands one after
/// the other, so <c>redis-cli --pipe</c> takes it as it is, also when this console is gone.
/// </summary>
/// <param name="Expires">When its life ends; null for never.</param>
internal sealed record SnapshotEntry(byte[] Key, byte[] Value, DateTimeOffset? Expires)
{
    private const int Plain = 3;

    public void WriteTo(RespWriter writer)
    {
        writer.Array(Expires is null ? Plain : Plain + 2).Bulk("SET"u8).Bulk(Key).Bulk(Value);
        if (Expires is { } expires) writer.Bulk("PXAT"u8).Bulk(Encoding.ASCII.GetBytes(expires.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
    }

    /// <exception cref="RespException">The part is not what was written.</exception>
    public static async Task<List<SnapshotEntry>> ReadAsync(string part, byte[] content, int entries, CancellationToken cancellationToken)
    {
        var reader = new RespReader(part, new MemoryStream(content, writable: false));
        var found = new List<SnapshotEntry>(entries);
        while (found.Count < entries)
        {
            var words = new byte[await ArrayAsync(reader, cancellationToken).ConfigureAwait(false)][];
            for (var i = 0; i < words.Length; i++) words[i] = await BulkAsync(reader, cancellationToken).ConfigureAwait(false);
            if (words.Length is not (Plain or Plain + 2)) throw new RespException(part, "no SET of a key");
            found.Add(new(words[1], words[2], words.Length > Plain && Utf8Parser.TryParse(words[4], out long milliseconds, out _) ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null));
        }
        return found;
    }

    private static async ValueTask<long> ArrayAsync(RespReader reader, CancellationToken cancellationToken)
    {
        long count;
        while (!reader.TryReadArray(out count)) await reader.FillAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    private static async ValueTask<byte[]> BulkAsync(RespReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (reader.TryReadBulk(out var value, out _)) return value.ToArray();
            await reader.FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
