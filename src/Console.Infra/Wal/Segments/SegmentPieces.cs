using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IncidentConsole.Infra.Wal.Segments;

/// <summary>
/// Takes a segment apart, of either form: <c>timestamp|length|body</c> records, read by their length since a body may hold newlines, or a JSON
/// document a line. Nothing is left out: what is no record is a piece too.
/// </summary>
internal static class SegmentPieces
{
    private const byte NewLine = (byte)'\n';
    private const byte Bar = (byte)'|';

    /// <param name="segment">As <see cref="SegmentFile"/> unpacked it.</param>
    public static List<Piece> Of(ReadOnlySpan<byte> segment, string key) => SegmentFile.IsLines(key) ? Lines(segment) : Timed(segment);

    public static bool IsJson(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read()) { }
            return reader.BytesConsumed > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static List<Piece> Lines(ReadOnlySpan<byte> segment)
    {
        var pieces = new List<Piece>();
        var at = Mark(segment);
        for (int end; (end = segment[at..].IndexOf(NewLine)) >= 0; at += end + 1)
            pieces.Add(new(IsDamaged(segment.Slice(at, end)) ? PieceKind.Malformed : PieceKind.Record, at, at, end, null));
        // A last line may lack its newline; one that is no whole document was cut.
        if (at < segment.Length) pieces.Add(new(IsJson(segment[at..]) ? PieceKind.Record : PieceKind.Torn, at, at, segment.Length - at, null));
        return pieces;
    }

    private static List<Piece> Timed(ReadOnlySpan<byte> segment)
    {
        var pieces = new List<Piece>();
        int? lost = null;
        for (var at = Mark(segment); at < segment.Length;)
        {
            var rest = segment[at..];
            var head = Head(rest, out var time, out var length);
            if (head > 0 && length < rest.Length - head && LineEnd(rest[(head + length)..]) is var ending and > 0)
            {
                EndOfLost(at);
                pieces.Add(new(PieceKind.Record, at, at + head, length, time));
                at += head + length + ending;
                continue;
            }

            var end = rest.IndexOf(NewLine);
            if (lost is null && (end < 0 || (head > 0 && length >= rest.Length - head)))
            {
                pieces.Add(new(PieceKind.Torn, at, at, rest.Length, null));
                return pieces;
            }
            // Not a record: go on at the next line that begins one. All that is skipped on the way is one piece.
            lost ??= at;
            at = end < 0 ? segment.Length : at + end + 1;
        }
        EndOfLost(segment.Length);
        return pieces;

        void EndOfLost(int end)
        {
            if (lost is { } from) pieces.Add(new(PieceKind.Malformed, from, from, end - from, null));
            lost = null;
        }
    }

    /// <summary>A line that is no document and could have been a PCS. A request without any is a record too: the log is written before a
    /// body is looked at.</summary>
    private static bool IsDamaged(ReadOnlySpan<byte> line) => !IsJson(line)
        && (line.Contains((byte)'{') || line.IndexOfAnyInRange((byte)0, (byte)8) >= 0);

    /// <summary>Length of a byte order mark, which some tools put in front.</summary>
    private static int Mark(ReadOnlySpan<byte> segment) => segment.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;

    private static int LineEnd(ReadOnlySpan<byte> rest) => rest[0] == NewLine ? 1 : rest.StartsWith("\r\n"u8) ? 2 : 0;

    /// <summary>Where the body begins; 0 when this is no beginning of a record.</summary>
    private static int Head(ReadOnlySpan<byte> text, out DateTimeOffset at, out int length)
    {
        (at, length) = (default, 0);
        var bar = text[..Math.Min(text.Length, 40)].IndexOf(Bar);
        if (bar < 0 || !Utf8Parser.TryParse(text[(bar + 1)..], out length, out var digits) || length < 0) return 0;
        var head = bar + 1 + digits + 1;
        return head <= text.Length && text[head - 1] == Bar && IsTime(text[..bar], out at) ? head : 0;
    }

    /// <summary>Nanoseconds are cut to the 100 that .NET can hold.</summary>
    private static bool IsTime(ReadOnlySpan<byte> text, out DateTimeOffset at)
    {
        var words = Encoding.ASCII.GetString(text);
        if (words.Length == "2025-01-15T10:30:00.000000000Z".Length) words = words[..27] + "Z";
        return DateTimeOffset.TryParse(words, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at);
    }
}
