using System.Collections.Immutable;
using IncidentConsole.Lab.S3.Storage;

namespace IncidentConsole.Lab.S3.Replication;

internal static class Replica
{
    /// <summary>The same version in another bucket. It keeps id and creation time, and is never replicated onward.</summary>
    public static ObjectVersion Of(ObjectVersion source, DateTimeOffset arrivedAt) => source with
    {
        ArrivedAt = arrivedAt,
        IsReplica = true,
        Destinations = ImmutableDictionary<string, ReplicationStatus>.Empty,
    };
}
