using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Prometheus;

namespace IncidentConsole.Infra.Tests.Prometheus;

/// <summary>A window from second 100 to second 200, and a counter that is collected now and then.</summary>
public class CounterRiseTests
{
    [Fact]
    public void It_lies_between_the_collections_within_the_window_and_those_around_it() =>
        Assert.Equal(new Rise(80, 105), Of((97, 1000), (107, 1010), (150, 1055), (195, 1090), (205, 1105)));

    [Fact]
    public void Collections_at_both_ends_leave_nothing_open() => Assert.Equal(new Rise(90, 90), Of((90, 995), (100, 1010), (200, 1100), (210, 1200)));

    [Fact]
    public void Collections_that_failed_around_an_end_widen_it_and_do_not_end_the_counter() =>
        Assert.Equal(new Rise(20, 130), Of((80, 990), (130, 1040), (150, 1060), (220, 1120)));

    [Fact]
    public void Nothing_within_the_window_is_at_least_nothing() => Assert.Equal(new Rise(0, 40), Of((95, 10), (205, 50)));

    [Theory]
    [InlineData(101, 300, false)]
    [InlineData(99, 139, false)]
    [InlineData(99, 140, true)]
    public void One_that_began_within_it_or_ended_long_before_its_end_does_not_cover_it(int first, int last, bool covers) => Assert.Equal(covers, Of((first, 10), (last, 20)) is not null);

    [Fact]
    public void One_that_began_anew_within_it_does_not_cover_it() => Assert.Null(Of((95, 500), (150, 510), (160, 3), (205, 900)));

    [Theory]
    [InlineData(205)]
    [InlineData(0)]
    public void What_ended_with_the_window_counted_on_at_its_pace_at_most(int anew)
    {
        // Ten a second; ten seconds more are 100, give or take three times ten.
        (int, double)[] collected = [(90, 1000), (100, 1100), (190, 2000)];
        Assert.Equal(new Rise(900, 1030), Of(anew > 0 ? [.. collected, (anew, 4)] : collected));
    }

    private static Rise? Of(params (int At, double Value)[] samples) =>
        CounterRise.Of([.. samples.Select(each => new CounterSample(DateTimeOffset.UnixEpoch.AddSeconds(each.At), each.Value))], At(100), At(200), TimeSpan.FromMinutes(1));

    private static DateTimeOffset At(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);
}
