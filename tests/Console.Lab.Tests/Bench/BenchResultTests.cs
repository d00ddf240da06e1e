using IncidentConsole.Bench.Results;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Lab.Tests.Bench;

public sealed class BenchResultTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bench-result-").FullName;
    private readonly FakeTimeProvider time = new(new(2026, 12, 1, 10, 0, 0, TimeSpan.Zero));

    private string Kept => Path.Combine(folder, "run.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_kept_run_is_read_as_it_was_written()
    {
        var report = new Report(TextWriter.Null, isSmoke: false, time);
        report.Add(Figure.Of("append.p50", "ms", Better.Lower, [3, 1, 2], Statistics.Median));
        var failed = new Dictionary<string, string> { ["e2e"] = "no" };
        var run = new BenchResult(time.GetUtcNow(), "c2c8fea-dirty", new Machine(2, null), report.Figures, failed);

        run.Write(Kept);
        var read = BenchResult.Read(Kept);

        Assert.Equal((run.StartedAt, run.Commit, run.Machine), (read.StartedAt, read.Commit, read.Machine));
        Assert.Equal(run.Failed, read.Failed);
        var figure = Assert.Single(read.Figures);
        Assert.Equal(("append.p50", 2.0, "ms", Better.Lower), (figure.Name, figure.Value, figure.Unit, figure.Better));
        Assert.Equal(time.GetUtcNow(), figure.At);
        Assert.Equal([3, 1, 2], figure.Samples);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    public void What_is_no_kept_run_is_named(string text)
    {
        File.WriteAllText(Kept, text);

        var refusal = Assert.Throws<FormatException>(() => BenchResult.Read(Kept));

        Assert.StartsWith($"{Kept} is not a run kept with --json: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_or_cannot_be_written_is_named()
    {
        var run = new BenchResult(time.GetUtcNow(), "", new Machine(2, null), [], new Dictionary<string, string>());

        Assert.Contains(Kept, Assert.Throws<FormatException>(() => BenchResult.Read(Kept)).Message, StringComparison.Ordinal);
        Assert.Contains(folder, Assert.Throws<FormatException>(() => run.Write(folder)).Message, StringComparison.Ordinal);
    }
}
