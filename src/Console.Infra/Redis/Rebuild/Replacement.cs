using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis.Rebuild;

/// <summary>What one key of one region must become, kept beside the live keys until it is put in place.</summary>
/// <param name="Seen">The result that stands there now and is to be replaced; null for a key that is missing.</param>
/// <param name="Expires">When its life ends; null for never.</param>
internal sealed record Replacement(string Id, byte[] Result, byte[]? Seen, DateTimeOffset? Expires)
{
    public HashEntry[] ToHash() =>
    [
        new("result", Result),
        .. Seen is null ? Array.Empty<HashEntry>() : [new("seen", Seen)],
        .. Expires is { } at ? new[] { new HashEntry("expires", at.ToUnixTimeMilliseconds()) } : [],
    ];

    /// <summary>Null when it is not there.</summary>
    public static Replacement? Of(string id, HashEntry[] hash)
    {
        var fields = hash.ToDictionary(entry => (string)entry.Name!, entry => entry.Value);
        return !fields.TryGetValue("result", out var result) ? null
            : new(id, result!, fields.TryGetValue("seen", out var seen) ? (byte[]?)seen : null,
                fields.TryGetValue("expires", out var expires) ? DateTimeOffset.FromUnixTimeMilliseconds((long)expires) : null);
    }

    public bool IsSameAs(Replacement? other) => other is not null && Id == other.Id && Result.AsSpan().SequenceEqual(other.Result)
        && (Seen is null) == (other.Seen is null) && Seen.AsSpan().SequenceEqual(other.Seen) && Expires?.ToUnixTimeMilliseconds() == other.Expires?.ToUnixTimeMilliseconds();
}
