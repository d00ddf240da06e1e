namespace IncidentConsole.Infra.Wal.Integrity;

/// <summary>What a destination does not have of a source's segments.</summary>
/// <param name="Overdue">Older than replication may take, oldest first: missing.</param>
/// <param name="Pending">Younger.</param>
internal sealed record Arrivals(IReadOnlyList<StoredObject> Overdue, IReadOnlyList<StoredObject> Pending)
{
    /// <param name="source">Listed before the replicas: what was written meanwhile is in the replicas at most.</param>
    /// <param name="allowed">How long replication may take.</param>
    public static Arrivals Of(IEnumerable<StoredObject> source, IEnumerable<StoredObject> replicas, DateTimeOffset now, TimeSpan allowed)
    {
        var arrived = replicas.Select(each => each.Key).ToHashSet(StringComparer.Ordinal);
        var absent = source.Where(each => !arrived.Contains(each.Key)).OrderBy(each => each.LastModified).ToLookup(each => now.UtcDateTime - each.LastModified > allowed);
        return new([.. absent[true]], [.. absent[false]]);
    }
}
