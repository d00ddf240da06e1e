using System.Buffers;
using System.Buffers.Text;

namespace IncidentConsole.Infra.Redis.Resp;

/// <summary>Builds commands: an array of bulk strings each.</summary>
internal sealed class RespWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(1024);

    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    public int Length => buffer.WrittenCount;

    /// <summary>Starts a command of so many words; each follows as a <see cref="Bulk"/>.</summary>
    public RespWriter Array(int words)
    {
        Header((byte)'*', words);
        return this;
    }

    public RespWriter Bulk(ReadOnlySpan<byte> word)
    {
        Header((byte)'$', word.Length);
        buffer.Write(word);
        buffer.Write("\r\n"u8);
        return this;
    }

    public RespWriter Clear()
    {
        buffer.ResetWrittenCount();
        return this;
    }

    private void Header(byte kind, int number)
    {
        var room = buffer.GetSpan(16);
        room[0] = kind;
        Utf8Formatter.TryFormat(number, room[1..], out var digits);
        "\r\n"u8.CopyTo(room[(1 + digits)..]);
        buffer.Advance(digits + 3);
    }
}
