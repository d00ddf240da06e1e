using System.Globalization;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Tests.Fleet;

public class TextTests
{
    [Theory]
    [InlineData(14.9, "14 s")]
    [InlineData(119, "119 s")]
    [InlineData(120, "2 min")]
    [InlineData(151, "2 min 31 s")]
    [InlineData(7199, "119 min 59 s")]
    [InlineData(7261, "2 h")]
    public void What_is_held_against_a_target_of_minutes_is_told_to_the_second(double seconds, string words) =>
        Assert.Equal(words, Text.Exact(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("2026-11-23T23:59:59Z", "23:59:59")]
    [InlineData("2026-11-24T00:12:03Z", "2026-11-24 00:12:03")]
    [InlineData("2026-11-22T23:59:59Z", "2026-11-22 23:59:59")]
    public void A_time_of_another_day_than_the_first_names_its_day(string at, string words) =>
        Assert.Equal(words, Text.Time(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), new(2026, 11, 23, 10, 30, 0, TimeSpan.Zero)));
}
