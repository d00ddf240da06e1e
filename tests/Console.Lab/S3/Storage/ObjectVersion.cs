using System.Collections.Immutable;

namespace IncidentConsole.Lab.S3.Storage;

/// <summary>One version of one key: an object, or the marker that hides it. Never edited: a new replication state is a new value.</summary>
public sealed record ObjectVersion
{
    public required string Key { get; init; }

    /// <summary>A replica carries its source's id.</summary>
    public required string VersionId { get; init; }

    /// <summary>When it was put, to the full precision of the clock (the wire shows seconds). A replica carries its source's.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>When it became visible in this bucket: what a ledger of true replication lag needs, and what S3 never tells.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    public bool IsDeleteMarker { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Quoted, as on the wire.</summary>
    public string ETag { get; init; } = "";

    public string ContentType { get; init; } = "binary/octet-stream";

    /// <summary>The other headers to hand back as they came: <c>x-amz-meta-*</c>, <c>Content-Encoding</c> and their like.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    public Checksum? Checksum { get; init; }

    public bool IsReplica { get; init; }

    /// <summary>State by destination bucket. Empty when no rule covers the version.</summary>
    public ImmutableDictionary<string, ReplicationStatus> Destinations { get; init; } =
        ImmutableDictionary<string, ReplicationStatus>.Empty;

    /// <summary>Null when the version is no part of any replication.</summary>
    public ReplicationStatus? Replication =>
        IsReplica ? ReplicationStatus.Replica
        : Destinations.IsEmpty ? null
        : Destinations.Values.Min();
}
