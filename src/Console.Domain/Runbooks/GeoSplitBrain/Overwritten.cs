using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain;

/// <summary>The keys that a swap overwrites, for whoever confirms or approves it: how many were elected, and some by name.</summary>
internal static class Overwritten
{
    private const int Named = 5;

    public static string InWords(StepContext context)
    {
        var names = Conflicting(Disagreements.Parity(context)).Select(one => one.PcsId).Take(Named).ToList();
        var some = names.Count == 0 ? "" : $" (such as {string.Join(", ", names)})";
        return Elected(context) is { } elected ? $"{Text.Number(elected)} conflicting key{(elected == 1 ? "" : "s")}{some}"
            : $"the conflicting keys{some}, how many is not known";
    }

    /// <summary>Of the election that the swap rests on.</summary>
    private static long? Elected(StepContext context) =>
        Runs.Succeeded(context, DedupProcedures.Elect, Gates.VerifiedSnapshot(context)) is { } run && run.Counts.TryGetValue("elected", out var count) ? count : null;

    private static IEnumerable<DedupDifference> Conflicting(DedupParity? parity) => parity?.Differences.Where(one => one is { LeftValue: not null, RightValue: not null }) ?? [];
}
