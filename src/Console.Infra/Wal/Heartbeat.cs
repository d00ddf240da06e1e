using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Wal;

/// <summary>
/// An object the console writes at a source and looks for at a destination. Its time is in its key, so keys sort by time and a look begins where
/// the last one ended; a replica's LastModified is the source's and would say nothing of its arrival.
/// </summary>
internal static class Heartbeat
{
    private static readonly string Writer = $"{Environment.MachineName}/{Environment.ProcessId}";

    public static string Key(string prefix, RegionId source, DateTimeOffset at) => $"{Folder(prefix, source)}{at.ToUnixTimeMilliseconds():D15}";

    public static string Folder(string prefix, RegionId source) => $"{prefix}{source}/";

    public static string Body(DateTimeOffset at) => JsonSerializer.Serialize(new { writtenAt = at, writer = Writer });

    /// <summary>The time in a key; null when something else lies there.</summary>
    public static DateTimeOffset? TimeOf(string key) =>
        long.TryParse(key.AsSpan(key.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
