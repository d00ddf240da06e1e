using System.Collections.Immutable;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>How far a replay is: its checkpoint, which is recorded after each batch, and its outcome classes.</summary>
/// <param name="ToSend">How many the survey found to be submitted.</param>
/// <param name="Done">How many of them, in the survey's order, are settled.</param>
/// <param name="Segment">Where the last settled one is.</param>
/// <param name="Records">Records of the log that were looked at.</param>
internal sealed record ReplayTally(
    int ToSend, int Done, string Segment, long Offset, long Records, long New, long Duplicate, long Escalated, long Refused, long Failed, long Malformed)
{
    /// <summary>Which of the next batch the survivor knew before anything of it was sent; null while that was not asked.</summary>
    public ImmutableSortedSet<int>? Known { get; init; }

    public static ReplayTally Empty { get; } = new(0, 0, "", 0, 0, 0, 0, 0, 0, 0, 0);

    public ImmutableSortedDictionary<string, long> Counts => ImmutableSortedDictionary.CreateRange<string, long>(
    [
        new("new", New), new("duplicate", Duplicate), new("escalated", Escalated), new("refused", Refused), new("failed", Failed), new("malformed", Malformed),
    ]);

    public ReplayTally With(PcsFate fate) => fate switch
    {
        PcsFate.New => this with { New = New + 1 },
        PcsFate.Duplicate => this with { Duplicate = Duplicate + 1 },
        PcsFate.Escalated => this with { Escalated = Escalated + 1 },
        PcsFate.Refused => this with { Refused = Refused + 1 },
        PcsFate.Failed => this with { Failed = Failed + 1 },
        PcsFate.Malformed => this with { Malformed = Malformed + 1 },
        _ => this,
    };

    public ReplayTally After(IReadOnlyList<ReconciledPcs> batch) =>
        batch.Aggregate(this, (tally, pcs) => tally.With(pcs.Fate)) with { Known = null, Done = Done + batch.Count, Segment = batch[^1].Segment, Offset = batch[^1].Offset };

    /// <summary><c>3 of 12 are not submitted</c>.</summary>
    public static string Left(long toSend, long unsent) =>
        toSend == 0 ? "nothing was submitted" : $"{Text.Number(unsent)} of {Text.Number(toSend)} are not submitted";

    public string ToCheckpoint() => JsonSerializer.Serialize(this);

    public static ReplayTally OfCheckpoint(string checkpoint) => JsonSerializer.Deserialize<ReplayTally>(checkpoint)!;
}
