using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Merging;

/// <summary>The entries that stand in both stores with different values: all counted, some kept to look at.</summary>
internal sealed class ConflictList
{
    private const int MostKept = 100;
    private const int LongestValue = 300;
    private readonly List<(string Id, string Failed, string Survivor)> kept = [];

    public static ConflictList None => new();

    public long Count { get; private set; }

    public void Add(string id, string failed, string survivor)
    {
        Count++;
        if (kept.Count < MostKept) kept.Add((id, Short(failed), Short(survivor)));
    }

    /// <param name="leg">From the failed region to the survivor.</param>
    public IEnumerable<string> Lines(Link leg)
    {
        if (Count == 0) yield break;
        yield return "Conflicts were left as they are: in each store its own first write stands. Which of the two was first, the split-brain runbook settles.";
        foreach (var (id, failed, survivor) in kept) yield return $"conflict {id}: {leg.From} {failed} | {leg.To} {survivor}";
        if (Count > kept.Count) yield return $"… and {Text.Number(Count - kept.Count)} more";
    }

    private static string Short(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "…";
}
