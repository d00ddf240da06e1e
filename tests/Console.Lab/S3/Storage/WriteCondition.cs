namespace IncidentConsole.Lab.S3.Storage;

/// <summary>What must hold of the current version for a put to happen; checked together with the put.</summary>
/// <param name="MustBeAbsent"><c>If-None-Match: *</c>.</param>
/// <param name="ETag"><c>If-Match</c>; null when not given.</param>
internal sealed record WriteCondition(bool MustBeAbsent, string? ETag)
{
    public static WriteCondition None { get; } = new(false, null);

    public bool Holds(ObjectVersion? current)
    {
        var exists = current is { IsDeleteMarker: false };
        if (MustBeAbsent && exists)
            return false;
        return ETag is null || (exists && current!.ETag == ETag);
    }
}
