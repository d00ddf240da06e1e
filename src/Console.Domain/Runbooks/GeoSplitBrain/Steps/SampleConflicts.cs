using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 2.</summary>
internal static class SampleConflicts
{
    private const int Shown = 10;

    public static Step Step { get; } = new(2, "sample-conflicts", "Sample conflicting PCS ids", "Sample conflicting ids",
        "Some of the keys that hold two results, with both of them. The comparison counts all; these are to be looked at.", "5.1")
    {
        Checks = [Sample],
        DoesNotApply = SplitBrainPaths.NoConflicts,
        MustReopen = SplitBrainPaths.ConflictsAppeared,
    };

    private static IEnumerable<Evidence> Sample(StepContext context)
    {
        yield return Disagreements.Judge(context, "Conflicting ids", "at least one, shown with both results", now => now.Conflicts > 0,
            now => now.Conflicts == 0 ? "none" : $"{Text.Number(now.Conflicts)}, of which {Math.Min(Shown, Conflicting(context).Count())} below");
        // Which of both is right nobody knows before the election.
        foreach (var one in Conflicting(context).Take(Shown))
            yield return new(one.PcsId, Health.Unknown, TwoResults.Words(Disagreements.Parity(context)!.Left, one.LeftValue!, Disagreements.Parity(context)!.Right, one.RightValue!), null,
                Disagreements.Parity(context)!.Source, Disagreements.Parity(context)!.ObservedAt, Required: false);
    }

    private static IEnumerable<DedupDifference> Conflicting(StepContext context) =>
        Disagreements.Parity(context)?.Differences.Where(one => one is { LeftValue: not null, RightValue: not null }) ?? [];
}
