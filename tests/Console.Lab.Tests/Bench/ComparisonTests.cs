using IncidentConsole.Bench.Results;

namespace IncidentConsole.Lab.Tests.Bench;

public class ComparisonTests
{
    [Theory]
    [InlineData(Better.Lower, new[] { 10.0, 11, 12 }, new[] { 14.0, 15, 16 }, true)]
    [InlineData(Better.Lower, new[] { 10.0, 11, 12 }, new[] { 7.0, 8, 9 }, false)]
    [InlineData(Better.Higher, new[] { 10.0, 11, 12 }, new[] { 7.0, 8, 9 }, true)]
    [InlineData(Better.Higher, new[] { 10.0, 11, 12 }, new[] { 14.0, 15, 16 }, false)]
    [InlineData(Better.Neither, new[] { 10.0, 11, 12 }, new[] { 140.0, 150, 160 }, false)]
    // The samples of the two runs overlap.
    [InlineData(Better.Lower, new[] { 10.0, 11, 15 }, new[] { 14.0, 15, 16 }, false)]
    // Apart, but by less than a tenth.
    [InlineData(Better.Lower, new[] { 100.0, 101, 102 }, new[] { 105.0, 106, 107 }, false)]
    // One cold start among five hides nothing, and condemns nothing.
    [InlineData(Better.Lower, new[] { 90.0, 10, 11, 11, 12 }, new[] { 14.0, 15, 15, 15, 16 }, true)]
    [InlineData(Better.Lower, new[] { 10.0, 10, 11, 11, 12 }, new[] { 90.0, 10, 11, 11, 12 }, false)]
    // One value has no spread: three tenths are noise.
    [InlineData(Better.Lower, new[] { 100.0 }, new[] { 125.0 }, false)]
    [InlineData(Better.Lower, new[] { 100.0 }, new[] { 140.0 }, true)]
    [InlineData(Better.Higher, new[] { 140.0 }, new[] { 100.0 }, true)]
    [InlineData(Better.Lower, new[] { 0.0 }, new[] { 3.0 }, true)]
    public void A_figure_is_worse_when_it_moved_beyond_noise(Better better, double[] before, double[] after, bool isWorse)
    {
        var earlier = Figure.Of("f", "ms", better, before, Statistics.Median);
        var later = Figure.Of("f", "ms", better, after, Statistics.Median);

        Assert.Equal(isWorse, Noise.IsWorse(earlier, later));
        Assert.Equal(isWorse, Noise.IsBetter(later, earlier));
    }

    [Fact]
    public void What_got_worse_and_what_is_missing_stand_with_both_runs()
    {
        var suite = Figure.Single("e2e.median", "s", Better.Lower, 4);
        var before = Run("aaaa", [], suite, Rounds("append.p95", 1.25, 1.5, 1.75), Rounds("start.http", 2, 2, 2));
        var after = Run("bbbb", new() { ["e2e"] = "no suite" }, Rounds("append.p95", 3, 3.5, 4), Rounds("start.http", 1, 1, 1));

        var comparison = Comparison.Of(before, after);

        Assert.False(comparison.IsGood);
        Assert.Equal(
            [
                "A: aaaa, 2026-12-01 10:00 UTC, 2 cores, load 0.5 to 0.5",
                "B: bbbb, 2026-12-01 10:00 UTC, 2 cores, load 0.5 to 0.5, failed: e2e",
                "worse: append.p95 1.5 -> 3.5 ms (samples 1.25..1.75, now 3..4)",
                "missing: e2e.median is in A only",
                "1 worse, 1 missing, 1 better, 0 within noise",
            ],
            comparison.Lines());
        Assert.True(Comparison.Of(before, before).IsGood);
    }

    private static Figure Rounds(string name, params double[] rounds) => Figure.Of(name, "ms", Better.Lower, rounds, Statistics.Median);

    private static BenchResult Run(string commit, Dictionary<string, string> failed, params Figure[] figures) =>
        new(new DateTimeOffset(2026, 12, 1, 10, 0, 0, TimeSpan.Zero), commit, new Machine(2, 0.5), figures, failed);
}
