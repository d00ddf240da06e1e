namespace IncidentConsole.Infra.Wal.Segments;

/// <summary>A stretch of a segment.</summary>
/// <param name="Offset">Where it begins in the segment, bytes.</param>
/// <param name="Body">Where the body of a record begins; the same as <paramref name="Offset"/> where there is no head, and for what is no record.</param>
/// <param name="Length">Bytes of the body; of what is no record, of all of it.</param>
/// <param name="At">Time of a record; null where records carry none.</param>
internal readonly record struct Piece(PieceKind Kind, int Offset, int Body, int Length, DateTimeOffset? At);

internal enum PieceKind
{
    Record,

    /// <summary>Neither a record nor the beginning of one.</summary>
    Malformed,

    /// <summary>The last record, cut off.</summary>
    Torn,
}
