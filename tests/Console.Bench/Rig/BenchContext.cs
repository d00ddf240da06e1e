using IncidentConsole.Bench.Results;

namespace IncidentConsole.Bench.Rig;

/// <summary>What an entry works with: its size, the range and the browser, and where its figures go.</summary>
internal sealed class BenchContext(bool isSmoke, Stage stage, Report report)
{
    /// <summary>A number of this run: in full, or just enough to see that everything still works.</summary>
    public T Size<T>(T full, T smoke) => isSmoke ? smoke : full;

    /// <summary>The range and the console on it; not the entry's to end.</summary>
    public Task<Rehearsal> RehearsalAsync(CancellationToken cancellationToken) => stage.RehearsalAsync(cancellationToken);

    /// <summary>The browser; not the entry's to end.</summary>
    public Task<Chromium> ChromiumAsync() => stage.ChromiumAsync();

    public void Add(Figure figure) => report.Add(figure);

    public void Add(string name, string unit, Better better, double value) => report.Add(Figure.Single(name, unit, better, value));

    /// <summary>The median of what was measured.</summary>
    public void Median(string name, string unit, Better better, IReadOnlyList<double> values) =>
        report.Add(Figure.Of(name, unit, better, values, Statistics.Median));

    public void P95(string name, string unit, Better better, IReadOnlyList<double> values) =>
        report.Add(Figure.Of(name, unit, better, values, Statistics.P95));
}
