using System.Globalization;

namespace IncidentConsole.Bench.Results;

/// <summary>One measured figure.</summary>
/// <param name="Samples">The figure, several times within the run (of rounds, or of consecutive parts): their spread is the noise.</param>
internal sealed record Figure(string Name, double Value, string Unit, Better Better, IReadOnlyList<double> Samples)
{
    /// <summary>When it was measured.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Runnable threads of the machine (load average of a minute) at that time; null where the system does not say.</summary>
    public double? Load { get; init; }

    public static Figure Single(string name, string unit, Better better, double value) => new(name, value, unit, better, [value]);

    public static Figure Of(
        string name, string unit, Better better, IReadOnlyList<double> values, Func<IEnumerable<double>, double> statistic) =>
        new(name, statistic(values), unit, better, Statistics.Samples(values, statistic));

    /// <summary>How often the one goes into the other, both measured in this run, in turn.</summary>
    public static Figure Ratio(
        string name, Better better, IReadOnlyList<double> over, IReadOnlyList<double> under, Func<IEnumerable<double>, double> statistic) =>
        new(name, statistic(over) / statistic(under), "x", better,
            [.. Statistics.Samples(over, statistic).Zip(Statistics.Samples(under, statistic), (one, other) => one / other)]);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {Value:0.###} {Unit}").TrimEnd();
}
