using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// Makes the timeline tamper-evident: each entry's hash covers the one before. The canonical bytes are UTF-8 lines: previous hash,
/// incident, sequence, both times (ISO 8601 UTC with microseconds, what Postgres keeps), actor name, role, source, event JSON.
/// </summary>
public static class HashChain
{
    /// <summary>What the first entry takes as the hash before it.</summary>
    public static string Genesis { get; } = new('0', 64);

    public static string Next(string previous, int incident, long sequence, DateTimeOffset happenedAt, DateTimeOffset recordedAt, Actor actor, string eventJson)
    {
        var canonical = string.Join('\n', previous, incident.ToString(CultureInfo.InvariantCulture), sequence.ToString(CultureInfo.InvariantCulture),
            Time(happenedAt), Time(recordedAt), actor.Name, actor.RoleText, actor.Source, eventJson);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }

    /// <summary>As the page and the messages show it: <c>9f3a·c271</c>.</summary>
    public static string Short(string hash) => $"{hash[..4]}·{hash[^4..]}";

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
