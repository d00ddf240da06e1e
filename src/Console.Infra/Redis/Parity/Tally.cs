using System.Collections.Immutable;
using System.Text;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>Counts differences, and keeps a few of them to look at.</summary>
internal sealed class Tally(InFlightWindow inFlight)
{
    private const int MostExamples = 100;
    // Many missing keys must not hide the few that hold two results.
    private const int MostConflicts = 50;
    private const int LongestValue = 2000;
    private readonly List<DedupDifference> conflicting = [];
    private readonly List<DedupDifference> missing = [];

    public long OnlyLeft { get; private set; }
    public long OnlyRight { get; private set; }
    public long Conflicts { get; private set; }
    public long TooYoung { get; private set; }

    public bool IsEqual => OnlyLeft + OnlyRight + Conflicts == 0;

    public ImmutableArray<DedupDifference> Examples => [.. conflicting.Concat(missing).Take(MostExamples)];

    public void Add(KeyDifference difference)
    {
        if (inFlight.Covers(difference))
        {
            TooYoung++;
            return;
        }

        if (difference.AreOfTwoTypes) Conflicts++;
        else if (difference.Right is null) OnlyLeft++;
        else if (difference.Left is null) OnlyRight++;
        else Conflicts++;
        var (examples, most) = difference.Left is null || difference.Right is null ? (missing, MostExamples) : (conflicting, MostConflicts);
        if (examples.Count < most)
            examples.Add(new(DedupKeys.IdOf(difference.Key), Value(difference.Left), Value(difference.Right)));
    }

    private static string? Value(byte[]? value) => value switch
    {
        null => null,
        { Length: > LongestValue } => Encoding.UTF8.GetString(value, 0, LongestValue) + "…",
        _ => Encoding.UTF8.GetString(value),
    };
}
