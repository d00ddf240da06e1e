using System.Buffers.Binary;
using System.Text;

namespace IncidentConsole.Lab.Dns.Wire;

/// <summary>Reads a query off the wire. Anything malformed is a <see cref="FormatException"/>.</summary>
internal ref struct DnsReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> message = message;
    private int position;

    public static DnsMessage ReadQuery(ReadOnlySpan<byte> bytes)
    {
        var reader = new DnsReader(bytes);
        var id = reader.UInt16();
        var flags = reader.UInt16();
        var questions = reader.UInt16();
        var records = reader.UInt16() + reader.UInt16() + reader.UInt16();
        if (questions != 1) throw new FormatException($"A query carries one question, not {questions}.");

        var question = new DnsQuestion(reader.Name(), (DnsType)reader.UInt16());
        reader.UInt16();
        ushort? payload = null;
        for (var i = 0; i < records; i++)
            payload = reader.EdnsPayload() ?? payload;

        return new DnsMessage
        {
            Id = id,
            Question = question,
            IsResponse = (flags & 0x8000) != 0,
            OpCode = (byte)((flags >> 11) & 0xF),
            RecursionDesired = (flags & 0x0100) != 0,
            EdnsPayload = payload,
        };
    }

    /// <summary>Skips a record; of an OPT record it keeps what its class field means, the sender's payload size.</summary>
    private ushort? EdnsPayload()
    {
        Name();
        var type = (DnsType)UInt16();
        var recordClass = UInt16();
        Take(4);
        Take(UInt16());
        return type == DnsType.Opt ? recordClass : null;
    }

    private string Name()
    {
        var name = new StringBuilder();
        while (UInt8() is var length and > 0)
        {
            // Compression is for answers; a query has nothing to point back to.
            if (length > 63) throw new FormatException("A label is longer than 63 bytes.");
            name.Append(Encoding.ASCII.GetString(Take(length))).Append('.');
            if (name.Length > 254) throw new FormatException("A name is longer than 254 characters.");
        }
        return name.Length == 0 ? "." : name.ToString();
    }

    private byte UInt8() => Take(1)[0];

    private ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (position + count > message.Length) throw new FormatException("The message ends too early.");
        var taken = message.Slice(position, count);
        position += count;
        return taken;
    }
}
