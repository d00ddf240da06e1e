using IncidentConsole.Bench.Results;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Lab.Tests.Bench;

public class FigureTests
{
    [Fact]
    public void Few_values_are_samples_themselves_many_are_samples_in_five_parts()
    {
        double[] many = [.. Enumerable.Range(0, 30).Select(value => (double)value)];

        Assert.Equal([5, 1, 3], Figure.Of("f", "s", Better.Lower, [5, 1, 3], Statistics.Median).Samples);
        Assert.Equal([5, 11, 17, 23, 29], Figure.Of("f", "s", Better.Lower, many, Statistics.P95).Samples);
    }

    [Fact]
    public void A_ratio_has_the_ratio_of_each_round()
    {
        var ratio = Figure.Ratio("f", Better.Higher, [20, 30, 50], [10, 10, 10], Statistics.Median);

        Assert.Equal((3, "x"), (ratio.Value, ratio.Unit));
        Assert.Equal([2, 3, 5], ratio.Samples);
    }

    [Fact]
    public void Nothing_measured_is_no_figure()
    {
        var report = new Report(TextWriter.Null, isSmoke: true, new FakeTimeProvider());

        Assert.Throws<InvalidOperationException>(() => Figure.Of("f", "s", Better.Lower, [], Statistics.Median));
        Assert.Throws<InvalidOperationException>(() => report.Add(Figure.Single("f", "s", Better.Lower, double.NaN)));
        Assert.Throws<InvalidOperationException>(() => report.Add(Figure.Ratio("f", Better.Lower, [1], [0], Statistics.Median)));
        Assert.Empty(report.Figures);
    }

    [Fact]
    public void Figures_are_printed_in_full_size_and_not_by_a_smoke_run()
    {
        var (full, smoke) = (new StringWriter { NewLine = "\n" }, new StringWriter());
        var figure = Figure.Single("append.p50", "ms", Better.Lower, 1.23456);

        new Report(full, isSmoke: false, new FakeTimeProvider()).Add(figure);
        new Report(smoke, isSmoke: true, new FakeTimeProvider()).Add(figure);

        Assert.Equal(("append.p50: 1.235 ms\n", ""), (full.ToString(), smoke.ToString()));
    }
}
