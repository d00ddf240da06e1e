namespace IncidentConsole.Domain.Review.Recordings;

/// <summary>When nothing at all was known of several lines: what a chart hatches.</summary>
public static class Gaps
{
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Of(IEnumerable<Series> lines, DateTimeOffset from, DateTimeOffset to)
    {
        var known = lines.SelectMany(line => line.Runs()).Select(run => (From: run[0].At, To: run[^1].At)).OrderBy(run => run.From);
        var at = from;
        foreach (var run in known)
        {
            // A cadence between two runs is no gap.
            if (run.From - at > RecordingCadence.Coarse) yield return (at, run.From);
            if (run.To > at) at = run.To;
        }
        if (to - at > RecordingCadence.Coarse) yield return (at, to);
    }
}
