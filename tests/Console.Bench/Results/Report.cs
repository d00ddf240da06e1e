namespace IncidentConsole.Bench.Results;

/// <summary>Takes the figures of a run, and prints them as they come. A smoke run prints none: they mean nothing.</summary>
internal sealed class Report(TextWriter output, bool isSmoke, TimeProvider time)
{
    private readonly List<Figure> figures = [];

    public IReadOnlyList<Figure> Figures => figures;

    /// <exception cref="InvalidOperationException">The figure is no number, or there is one of its name.</exception>
    public void Add(Figure figure)
    {
        if (figure.Samples.Append(figure.Value).Any(value => !double.IsFinite(value)))
            throw new InvalidOperationException($"{figure.Name} came out as no number.");
        if (figures.Any(known => known.Name == figure.Name)) throw new InvalidOperationException($"{figure.Name} was measured twice.");
        figures.Add(figure with { At = time.GetUtcNow(), Load = Machine.LoadNow() });
        if (!isSmoke) output.WriteLine(figure);
    }
}
