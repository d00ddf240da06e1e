using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace IncidentConsole.Lab.Fleet.Wal;

/// <param name="At">When the backend wrote it; null in a JSON-lines segment, which does not say.</param>
/// <param name="Body">The request's body as it came: possibly empty, torn or no JSON.</param>
internal readonly record struct WalRecord(DateTimeOffset? At, ReadOnlyMemory<byte> Body);

/// <summary>The two forms of a WAL segment.</summary>
internal static class WalFormat
{
    public const string RecordSuffix = ".wal";
    public const string JsonLinesSuffix = ".jsonl";

    public static byte[] Record(DateTimeOffset at, ReadOnlySpan<byte> body) =>
        [.. Encoding.ASCII.GetBytes($"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffff}00Z|{body.Length}|"), .. body, (byte)'\n'];

    /// <summary>A line a body. Newlines inside a JSON document are only layout, so they may go.</summary>
    public static byte[] ToJsonLines(ReadOnlyMemory<byte> records)
    {
        using var lines = new MemoryStream();
        foreach (var record in Read(records, RecordSuffix))
        {
            foreach (var value in record.Body.Span)
                lines.WriteByte(value == '\n' ? (byte)' ' : value);
            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    /// <summary>The records of a segment, in order; a torn end is left out.</summary>
    public static IReadOnlyList<WalRecord> Read(ReadOnlyMemory<byte> segment, string key) =>
        key.EndsWith(JsonLinesSuffix, StringComparison.Ordinal) ? ReadLines(segment) : ReadRecords(segment);

    private static List<WalRecord> ReadLines(ReadOnlyMemory<byte> segment)
    {
        var records = new List<WalRecord>();
        for (int end; (end = segment.Span.IndexOf((byte)'\n')) >= 0; segment = segment[(end + 1)..])
            records.Add(new WalRecord(null, segment[..end]));
        return records;
    }

    private static List<WalRecord> ReadRecords(ReadOnlyMemory<byte> segment)
    {
        var records = new List<WalRecord>();
        while (TryRead(segment, out var record, out var length))
        {
            records.Add(record);
            segment = segment[length..];
        }

        return records;
    }

    private static bool TryRead(ReadOnlyMemory<byte> segment, out WalRecord record, out int length)
    {
        (record, length) = (default, 0);
        var text = segment.Span;
        var first = text.IndexOf((byte)'|');
        if (first < 0 || !Utf8Parser.TryParse(text[(first + 1)..], out int size, out var digits) || size < 0)
            return false;
        var body = first + 1 + digits + 1;
        if (body + size >= text.Length || text[body - 1] != '|' || text[body + size] != '\n')
            return false;
        if (!TryTime(text[..first], out var at))
            return false;
        record = new WalRecord(at, segment.Slice(body, size));
        length = body + size + 1;
        return true;
    }

    /// <summary>Nanoseconds are cut to the 100 that .NET can hold.</summary>
    private static bool TryTime(ReadOnlySpan<byte> text, out DateTimeOffset at) => DateTimeOffset.TryParse(
        text.Length > 28 ? Encoding.ASCII.GetString(text[..27]) + "Z" : Encoding.ASCII.GetString(text),
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal,
        out at);
}
