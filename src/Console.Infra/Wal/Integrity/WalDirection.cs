using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Wal.Integrity;

/// <summary>What was found of one region's segments, in its own bucket and in one peer's.</summary>
/// <param name="SourceTrouble">Why the region's own bucket could not be asked; null when it was.</param>
/// <param name="DestinationTrouble">Why the peer's could not be asked; null when it was.</param>
/// <param name="Segments">Different keys seen in either.</param>
/// <param name="Unnumbered">Of these, how many carry no sequence number.</param>
/// <param name="Arrivals">Null when only one side could be asked.</param>
/// <param name="Failed">Keys whose replication status is FAILED.</param>
internal sealed record WalDirection(
    RegionId Source,
    RegionId Destination,
    string? SourceTrouble,
    string? DestinationTrouble,
    int Segments,
    int Unnumbered,
    Sequences Sequences,
    Arrivals? Arrivals,
    ImmutableArray<string> Failed,
    NewestContents Contents)
{
    /// <summary>Nothing is missing, torn, unreadable or FAILED, of what could be seen on at least one side.</summary>
    public bool IsWhole => Segments > Unnumbered && Sequences.Missing.Count == 0 && Failed.IsEmpty && Arrivals is not { Overdue.Count: > 0 } && Contents.IsWhole;

    /// <summary>Where not, what has arrived is not known, whatever else holds.</summary>
    public bool IsSeenFromBothEnds => SourceTrouble is null && DestinationTrouble is null;

    /// <summary><c>eu-west → us-east: 1,000 segments of 3 writers, 2 missing in us-east, 1 FAILED; newest 200 read, 0 torn</c>.</summary>
    public string InWords => $"{Source} → {Destination}: {string.Join(", ", Counts())}";

    /// <summary>Each finding with its key.</summary>
    public IEnumerable<string> Findings =>
    [
        .. Sequences.Missing.Select(gap => $"{Source} missing: {gap}"),
        .. Failed.Select(key => $"{Source} → {Destination} FAILED: {key}"),
        .. (Arrivals?.Overdue ?? []).Where(each => !Failed.Contains(each.Key)).Select(each => $"{Source} → {Destination} not arrived: {each.Key}"),
        .. Contents.Findings.Select(finding => $"{Source} {finding}"),
        .. Sequences.Duplicates.Select(key => $"{Source} same number twice: {key}"),
        .. Sequences.Overlapping.Select(key => $"{Source} overlaps the number before: {key}"),
    ];

    private IEnumerable<string> Counts()
    {
        if (SourceTrouble is not null && DestinationTrouble is not null)
        {
            yield return $"neither bucket can be asked ({SourceTrouble}; {DestinationTrouble})";
            yield break;
        }
        if (SourceTrouble is not null) yield return $"judged by the replicas in {Destination}, {Source} cannot be asked ({SourceTrouble})";
        if (DestinationTrouble is not null) yield return $"what has arrived is not known, {Destination} cannot be asked ({DestinationTrouble})";
        yield return Segments == 0 ? "no segments" : $"{Text.Number(Segments)} segments of {Sequences.Writers} writers";
        var missing = Sequences.Missing.Sum(gap => gap.Count);
        yield return missing == 0 ? "no gap" : $"{Text.Number(missing)} missing in sequence";
        if (Arrivals is { Overdue.Count: > 0 }) yield return $"{Text.Number(Arrivals.Overdue.Count)} not arrived in {Destination}";
        if (Arrivals is { Pending.Count: > 0 }) yield return $"{Text.Number(Arrivals.Pending.Count)} on their way";
        if (!Failed.IsEmpty) yield return $"{Failed.Length} FAILED";
        if (Sequences.Duplicates.Count > 0) yield return $"{Text.Number(Sequences.Duplicates.Count)} numbers twice";
        if (Sequences.Overlapping.Count > 0) yield return $"{Text.Number(Sequences.Overlapping.Count)} overlapping";
        if (Unnumbered > 0) yield return $"{Text.Number(Unnumbered)} keys without a number, gaps among them cannot be told";
        yield return Contents.InWords;
    }
}
