namespace IncidentConsole.Domain.Fleet;

/// <summary>
/// What a number or a time must be before anything is decided by it, whoever measured it. All that the fleet is judged by counts
/// something or is a rate, a share, an age: none of it is negative, endless or no number,
/// and none was measured before there were computers to measure it.
/// </summary>
public static class Plausible
{
    /// <summary>More than any counter, rate or size of a fleet.</summary>
    private const double Largest = 1e15;

    /// <summary>Clocks of servers differ by seconds; by minutes only when one is wrong.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Why a number says nothing, in a few words; null when it does, and for null.</summary>
    public static string? Number(double? value) => value switch
    {
        null => null,
        double.NaN => "not a number (NaN)",
        double.PositiveInfinity or double.NegativeInfinity => "not a finite number",
        < 0 => $"negative ({Text.Number(value.Value)})",
        > Largest => "larger than anything here can be",
        _ => null,
    };

    /// <summary>Why a time says nothing; null when it does, and for null.</summary>
    /// <param name="now">By the console's clock.</param>
    public static string? Time(DateTimeOffset? at, DateTimeOffset now) => at switch
    {
        null => null,
        { } known when known < Earliest => $"a time of the year {known.Year}",
        { } known when known - now > Ahead => $"a time {Text.Span(known - now)} in the future",
        _ => null,
    };
}
