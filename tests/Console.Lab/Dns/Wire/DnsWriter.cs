using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace IncidentConsole.Lab.Dns.Wire;

/// <summary>Writes an answer to the wire, without name compression: the range's answers are short.</summary>
internal sealed class DnsWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <summary>The message, or only its truncated head when it is longer than <paramref name="limit"/> bytes (the client retries over TCP).</summary>
    public static byte[] Write(DnsMessage message, int limit)
    {
        var whole = new DnsWriter().Message(message);
        return whole.Length <= limit
            ? whole
            : new DnsWriter().Message(message with { IsTruncated = true, Answers = [], Authority = [] });
    }

    private byte[] Message(DnsMessage message)
    {
        UInt16(message.Id);
        UInt16(Flags(message));
        UInt16(1);
        UInt16(message.Answers.Count);
        UInt16(message.Authority.Count);
        UInt16(message.EdnsPayload is null ? 0 : 1);
        Name(message.Question.Name);
        UInt16((ushort)message.Question.Type);
        UInt16(1);
        foreach (var record in message.Answers.Concat(message.Authority)) Record(record);
        if (message.EdnsPayload is { } payload) Opt(payload);
        return buffer.WrittenSpan.ToArray();
    }

    private static int Flags(DnsMessage message) =>
        (message.IsResponse ? 0x8000 : 0) | (message.OpCode << 11) | (message.IsAuthoritative ? 0x0400 : 0)
        | (message.IsTruncated ? 0x0200 : 0) | (message.RecursionDesired ? 0x0100 : 0)
        | (message.RecursionAvailable ? 0x0080 : 0) | (byte)message.Code;

    private void Record(DnsRecord record)
    {
        Name(record.Name);
        UInt16((ushort)record.Type);
        UInt16(1);
        UInt32(record.Ttl);
        var data = new DnsWriter();
        data.Data(record);
        UInt16(data.buffer.WrittenCount);
        buffer.Write(data.buffer.WrittenSpan);
    }

    private void Data(DnsRecord record)
    {
        switch (record.Type)
        {
            case DnsType.A or DnsType.Aaaa:
                buffer.Write(System.Net.IPAddress.Parse(record.Data).GetAddressBytes());
                break;
            case DnsType.Ns or DnsType.Cname:
                Name(record.Data);
                break;
            case DnsType.Soa:
                var fields = record.Data.Split(' ');
                Name(fields[0]);
                Name(fields[1]);
                foreach (var field in fields[2..]) UInt32(uint.Parse(field));
                break;
            case DnsType.Txt:
                var text = Encoding.UTF8.GetBytes(record.Data.Trim('"'));
                UInt8(text.Length);
                buffer.Write(text);
                break;
            default:
                throw new NotSupportedException($"The range does not serve records of type {record.Type}.");
        }
    }

    /// <summary>EDNS version 0 without options (RFC 6891).</summary>
    private void Opt(ushort payload)
    {
        Name(".");
        UInt16((ushort)DnsType.Opt);
        UInt16(payload);
        UInt32(0);
        UInt16(0);
    }

    private void Name(string name)
    {
        foreach (var label in name.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            UInt8(label.Length);
            buffer.Write(Encoding.ASCII.GetBytes(label));
        }
        UInt8(0);
    }

    private void UInt8(int value)
    {
        buffer.GetSpan(1)[0] = checked((byte)value);
        buffer.Advance(1);
    }

    private void UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(buffer.GetSpan(2), checked((ushort)value));
        buffer.Advance(2);
    }

    private void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(buffer.GetSpan(4), value);
        buffer.Advance(4);
    }
}
