namespace IncidentConsole.Domain.Incidents.Chain;

/// <summary>
/// Holds a timeline against its own hashes and against heads that are kept elsewhere. Changed, deleted and reordered entries break the chain itself;
/// an end that was cut off only shows in a head that reaches further.
/// </summary>
public static class ChainVerifier
{
    public static ChainVerdict Verify(IReadOnlyList<StoredEntry> entries, IEnumerable<ChainAnchor> anchors)
    {
        if (entries.Count == 0) return ChainVerdict.Broken(0, 0, "there are no entries");
        var hash = HashChain.Genesis;
        for (var at = 0; at < entries.Count; at++)
        {
            var entry = entries[at];
            if (entry.Sequence != at + 1) return ChainVerdict.Broken(entries.Count, at + 1, $"entry {at + 1} is missing or out of order: entry {entry.Sequence} stands in its place");
            if (entry.ExpectedHash(hash) != entry.Hash) return ChainVerdict.Broken(entries.Count, entry.Sequence, $"entry {entry.Sequence} is not as it was recorded, or not what followed the one before");
            hash = entry.Hash;
        }
        return anchors.Select(anchor => Held(entries, anchor)).FirstOrDefault(broken => broken is not null) ?? new ChainVerdict(true, entries.Count, null, null);
    }

    private static ChainVerdict? Held(IReadOnlyList<StoredEntry> entries, ChainAnchor anchor) =>
        anchor.Sequence is not { } sequence ? entries.Any(entry => entry.Hash == anchor.Head) ? null : Missing(entries.Count, anchor)
        : sequence > entries.Count ? ChainVerdict.Broken(entries.Count, entries.Count + 1, $"entries {entries.Count + 1} to {sequence} are gone: {anchor.Place} kept the head of entry {sequence} at {Fleet.Text.Time(anchor.KeptAt)} UTC")
        : entries[(int)sequence - 1].Hash != anchor.Head ? ChainVerdict.Broken(entries.Count, sequence, $"entry {sequence} is another than the one whose head {anchor.Place} kept: the chain was written anew")
        : null;

    private static ChainVerdict Missing(int entries, ChainAnchor anchor) =>
        ChainVerdict.Broken(entries, entries + 1, $"{anchor.Place} names the head {HashChain.Short(anchor.Head)}, which no entry has: the end was cut off, or the chain was written anew");
}

/// <param name="Entries">How many were looked at.</param>
/// <param name="FirstBroken">The first entry that does not hold; null when all do.</param>
/// <param name="Reason">What does not hold, in a sentence.</param>
public sealed record ChainVerdict(bool IsIntact, int Entries, long? FirstBroken, string? Reason)
{
    public static ChainVerdict Broken(int entries, long first, string reason) => new(false, entries, first, reason);
}
