using System.Buffers.Text;
using System.Text;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Redis.Resp;

/// <summary>
/// Reads answers from one growing buffer without copying them. Every <c>TryRead</c> takes one whole element or nothing; after
/// <c>false</c> the caller fills and tries again. A span is good until the next fill.
/// </summary>
internal sealed class RespReader(string redis, Stream stream, TimeProvider? time = null)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private byte[] buffer = new byte[128 * 1024];
    private int start;
    private int end;

    /// <summary>A bulk string; a missing value reads as null, which is not the same as an empty one.</summary>
    public bool TryReadBulk(out ReadOnlySpan<byte> value, out bool isNull)
    {
        value = default;
        isNull = false;
        if (!TryHeader((byte)'$', out var length, out var size)) return false;
        isNull = length < 0;
        if (isNull)
        {
            start += size;
            return true;
        }

        var whole = size + length + 2;
        if (end - start < whole) return false;
        value = buffer.AsSpan(start + size, (int)length);
        start += (int)whole;
        return true;
    }

    /// <summary>The number of elements that follow.</summary>
    public bool TryReadArray(out long count) => TryReadNumber((byte)'*', out count);

    public bool TryReadInteger(out long number) => TryReadNumber((byte)':', out number);

    /// <summary><c>+OK</c>, <c>+PONG</c>.</summary>
    public bool TryReadStatus()
    {
        var line = Line();
        if (line < 0) return false;
        Expect((byte)'+', line);
        start += line + 2;
        return true;
    }

    /// <summary>The answer of a <c>SET NX</c>: false when somebody wrote first.</summary>
    public bool TryReadWritten(out bool isWritten)
    {
        isWritten = start < end && buffer[start] != (byte)'$';
        return isWritten ? TryReadStatus() : TryReadBulk(out _, out _);
    }

    /// <summary>Waits for more bytes, but not for ever: a Redis that falls silent in the middle of an answer is gone.</summary>
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        using var patience = new CancellationTokenSource(Patience, time ?? TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var read = await stream.ReadAsync(buffer.AsMemory(end), either.Token).ConfigureAwait(false);
            if (read == 0) throw new EndOfStreamException();
            end += read;
        }
        catch (IOException failure)
        {
            throw new RespException(redis, failure);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RespException(redis, Reason.TimedOut(Patience));
        }
    }

    private void MakeRoom()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }
        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
    }

    private bool TryReadNumber(byte kind, out long number)
    {
        var whole = TryHeader(kind, out number, out var size);
        start += size;
        return whole;
    }

    private bool TryHeader(byte kind, out long number, out int size)
    {
        number = 0;
        size = 0;
        var line = Line();
        if (line < 0) return false;
        Expect(kind, line);
        size = line + 2;
        if (!Utf8Parser.TryParse(buffer.AsSpan(start + 1, line - 1), out number, out var used) || used != line - 1)
            throw new RespException(redis, "an answer that is no RESP");
        return true;
    }

    private int Line() => buffer.AsSpan(start, end - start).IndexOf("\r\n"u8);

    private void Expect(byte kind, int line)
    {
        var found = buffer[start];
        if (found == kind) return;
        var text = Encoding.UTF8.GetString(buffer, start + 1, Math.Min(line - 1, 200));
        start += line + 2;
        throw new RespException(redis, found == (byte)'-' ? text : "an answer of another kind than asked for");
    }
}
