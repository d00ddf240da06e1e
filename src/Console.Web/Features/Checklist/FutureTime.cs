using System.Globalization;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Features.Checklist;

/// <summary>Reads a time to come, in UTC: a day and a time, or a time of day alone, which is the next time the clock shows it.</summary>
internal static class FutureTime
{
    private static readonly string[] Moments = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss"];

    public static bool TryRead(string? text, DateTimeOffset now, out DateTimeOffset at)
    {
        var words = (text ?? "").Trim();
        if (words.EndsWith("UTC", StringComparison.OrdinalIgnoreCase)) words = words[..^3].TrimEnd();
        else if (words.EndsWith('Z')) words = words[..^1];
        if (DateTimeOffset.TryParseExact(words, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at)) return true;
        if (!TimeOnly.TryParseExact(words, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return false;
        var today = new DateTimeOffset(DateOnly.FromDateTime(now.UtcDateTime).ToDateTime(time), TimeSpan.Zero);
        at = today > now ? today : today.AddDays(1);
        return true;
    }

    /// <summary>How it is written, with a time that is still to come: <c>2026-11-24 14:00</c>.</summary>
    public static string Example(DateTimeOffset now) => $"{now.UtcDateTime.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} 14:00";

    /// <summary>What is understood, for whoever typed less than a day and a time: <c>= tomorrow, 2026-11-24 13:10 UTC</c>.</summary>
    public static string Words(DateTimeOffset at, DateTimeOffset now) => (at.UtcDateTime.Date - now.UtcDateTime.Date).Days switch
    {
        0 => $"= today, {Text.Moment(at)}",
        1 => $"= tomorrow, {Text.Moment(at)}",
        _ => $"= {Text.Moment(at)}",
    };

    /// <summary>What to say of a text that is none.</summary>
    public static string Refusal(string? text, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(text) ? $"Give a time in UTC, such as {Example(now)}." : $"“{text.Trim()}” is no time. Write it as {Example(now)} or 14:00, in UTC.";
}
