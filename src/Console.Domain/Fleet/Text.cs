using System.Globalization;

namespace IncidentConsole.Domain.Fleet;

/// <summary>How numbers and times read in sentences, the same on pages, in messages and in the timeline.</summary>
public static class Text
{
    /// <summary><c>12 s ago</c>, <c>4 min ago</c>, <c>3 h ago</c>, <c>2 d ago</c>.</summary>
    public static string Age(TimeSpan age) => Span(age) + " ago";

    /// <summary><c>12 s</c>, <c>4 min</c>, <c>3 h</c>, <c>2 d</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 120 } => $"{Math.Max(0, Math.Floor(span.TotalSeconds)):0} s",
        { TotalMinutes: < 120 } => $"{Math.Floor(span.TotalMinutes):0} min",
        { TotalHours: < 48 } => $"{Math.Floor(span.TotalHours):0} h",
        _ => $"{Math.Floor(span.TotalDays):0} d",
    };

    /// <summary>Nothing of it dropped, for targets and for what must not read as less than it was: <c>12 s</c>, <c>4 min</c>, <c>2 h 30 min</c>.</summary>
    public static string RoundedUp(TimeSpan span)
    {
        if (span.TotalSeconds <= 119) return $"{Math.Max(0, Math.Ceiling(span.TotalSeconds)):0} s";
        var minutes = (long)Math.Ceiling(span.TotalMinutes);
        return minutes < 120 ? $"{minutes} min" : minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes / 60} h {minutes % 60} min";
    }

    /// <summary>What is held against a target, to the second where that may decide: <c>14 s</c>, <c>2 min 31 s</c>, <c>3 h</c>.</summary>
    public static string Exact(TimeSpan span) => span is { TotalMinutes: >= 2 and < 120, Seconds: > 0 } ? $"{Span(span)} {span.Seconds} s" : Span(span);

    /// <summary>A clock, to the nearest second: <c>2:39</c>, <c>1:02:39</c>.</summary>
    public static string Clock(TimeSpan span)
    {
        var whole = TimeSpan.FromSeconds(Math.Round(Math.Max(0, span.TotalSeconds), MidpointRounding.AwayFromZero));
        return whole.TotalHours >= 1 ? $"{(int)whole.TotalHours}:{whole.Minutes:00}:{whole.Seconds:00}" : $"{whole.Minutes}:{whole.Seconds:00}";
    }

    /// <summary>Time of day in UTC: <c>10:30:12</c>.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Time of day in UTC, with the day when it is not the one on which it began: <c>10:30:12</c>, <c>2026-11-24 00:12:03</c>.</summary>
    /// <param name="began">What it is read beside, such as the start of the incident.</param>
    public static string Time(DateTimeOffset at, DateTimeOffset began) => OtherDay(at, began) is { } day ? $"{day} {Time(at)}" : Time(at);

    /// <summary>The day in UTC: <c>2026-11-24</c>; null when it is the one on which it began.</summary>
    public static string? OtherDay(DateTimeOffset at, DateTimeOffset began) =>
        at.UtcDateTime.Date == began.UtcDateTime.Date ? null : at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Day and time in UTC: <c>2026-11-23 10:30 UTC</c>.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>At most two decimals, thousands apart: <c>1,204,331</c>, <c>0.04</c>.</summary>
    public static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "#,0" : "#,0.##", CultureInfo.InvariantCulture);
}
