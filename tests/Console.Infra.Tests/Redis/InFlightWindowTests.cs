using IncidentConsole.Infra.Redis.Parity;

namespace IncidentConsole.Infra.Tests.Redis;

public sealed class InFlightWindowTests
{
    private static readonly TimeSpan Ttl = TimeSpan.FromDays(14);
    private static readonly InFlightWindow Window = new(Ttl, TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(0, true)]
    [InlineData(29, true)]
    [InlineData(30, false)]
    [InlineData(3600, false)]
    public void An_entry_is_young_for_as_long_as_the_lag(int age, bool isCovered) =>
        Assert.Equal(isCovered, Window.Covers(new([], [1], null, Left(age), null)));

    [Fact]
    public void A_conflict_is_as_young_as_its_newer_entry() =>
        Assert.True(Window.Covers(new([], [1], [2], Left(3600), Left(1))));

    [Fact]
    public void A_lone_entry_about_to_expire_is_no_difference_worth_telling() =>
        Assert.True(Window.Covers(new([], null, [1], null, 29_000)));

    [Fact]
    public void A_conflict_about_to_expire_is_still_one() =>
        Assert.False(Window.Covers(new([], [1], [2], 29_000, 29_000)));

    [Fact]
    public void An_entry_without_a_known_age_counts_as_old()
    {
        Assert.False(Window.Covers(new([], [1], null, null, null)));
        Assert.False(Window.Covers(new([], [1], null, Left(-60), null)));
    }

    private static long Left(int age) => (long)(Ttl - TimeSpan.FromSeconds(age)).TotalMilliseconds;
}
