using IncidentConsole.Infra.Wal.Segments;

namespace IncidentConsole.Infra.Wal.Integrity;

/// <summary>What is in a segment, counted.</summary>
/// <param name="Malformed">Stretches that are no record.</param>
/// <param name="NotJson">Whole records whose body is no JSON. The log is written before a body is looked at, so it holds rejected requests too.</param>
/// <param name="IsTorn">The last record is cut off.</param>
/// <param name="First">Time of the first record; null where records carry none.</param>
/// <param name="Last">Time of the last record.</param>
internal sealed record SegmentContents(int Records, int Malformed, int NotJson, bool IsTorn, DateTimeOffset? First, DateTimeOffset? Last)
{
    private static readonly SegmentContents Empty = new(0, 0, 0, false, null, null);

    /// <summary>Why it could not be taken apart; null when it was.</summary>
    public string? Unread { get; private init; }

    public static SegmentContents NotRead(string why) => Empty with { Unread = why };

    public static SegmentContents Read(ReadOnlySpan<byte> segment, string key)
    {
        var contents = Empty;
        foreach (var piece in SegmentPieces.Of(segment, key))
            contents = piece.Kind switch
            {
                PieceKind.Record => contents.With(segment.Slice(piece.Body, piece.Length), piece.At),
                PieceKind.Malformed => contents with { Malformed = contents.Malformed + 1 },
                _ => contents with { IsTorn = true },
            };
        return contents;
    }

    private SegmentContents With(ReadOnlySpan<byte> body, DateTimeOffset? at) =>
        this with { Records = Records + 1, NotJson = NotJson + (SegmentPieces.IsJson(body) ? 0 : 1), First = First ?? at, Last = at ?? Last };
}
