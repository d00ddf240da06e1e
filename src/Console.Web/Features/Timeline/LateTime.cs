using System.Globalization;

namespace IncidentConsole.Web.Features.Timeline;

/// <summary>Reads the time of day of a late entry, in UTC: the last time the clock showed it.</summary>
internal static class LateTime
{
    // "23:58" typed at 19:00 is a slip, typed after midnight it is a few minutes ago.
    private static readonly TimeSpan Latest = TimeSpan.FromHours(12);

    /// <returns>False when the text is no time of day, or one of more than twelve hours ago. An empty text is now: null.</returns>
    public static bool TryRead(string? text, DateTimeOffset now, out DateTimeOffset? at)
    {
        at = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (!TimeOnly.TryParseExact(text.Trim(), ["H:mm", "H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return false;
        var today = new DateTimeOffset(DateOnly.FromDateTime(now.UtcDateTime).ToDateTime(time), TimeSpan.Zero);
        at = today > now ? today.AddDays(-1) : today;
        return now - at < Latest;
    }
}
