using System.Buffers.Text;
using IncidentConsole.Infra.Redis.Resp;

namespace IncidentConsole.Infra.Redis.Merge;

/// <summary>Writes entries into one Redis, pipelined, and none over another: <c>SET NX</c> is what makes the first write win.</summary>
internal sealed class NxWriter(RespConnection destination)
{
    // Large enough for an ocean, small enough to be forgotten at once; Redis itself takes 16 kB and then serves somebody else.
    private const int Portion = 64 * 1024;

    private readonly RespWriter commands = new();
    private int unanswered;

    public bool IsFull => commands.Length >= Portion;

    /// <param name="milliseconds">What is left of its time to live, more than 0; null for ever.</param>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long? milliseconds)
    {
        commands.Array(milliseconds is null ? 4 : 6).Bulk("SET"u8).Bulk(key).Bulk(value).Bulk("NX"u8);
        if (milliseconds is { } left)
        {
            Span<byte> digits = stackalloc byte[20];
            Utf8Formatter.TryFormat(left, digits, out var length);
            commands.Bulk("PX"u8).Bulk(digits[..length]);
        }
        unanswered++;
    }

    /// <summary>Sends what there is; the answers are a few bytes each and wait for <see cref="EndAsync"/>.</summary>
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        await destination.SendAsync(commands.Written, cancellationToken).ConfigureAwait(false);
        commands.Clear();
    }

    /// <summary>Sends the rest. Of the entries added since the last end: how many were written, and how many were there already.</summary>
    public async Task<(long Written, long AlreadyThere)> EndAsync(CancellationToken cancellationToken)
    {
        if (commands.Length > 0) await SendAsync(cancellationToken).ConfigureAwait(false);
        long written = 0, all = unanswered;
        for (; unanswered > 0; unanswered--)
            if (await destination.ReadWrittenAsync(cancellationToken).ConfigureAwait(false))
                written++;
        return (written, all - written);
    }
}
