namespace IncidentConsole.Lab.Fleet.Traffic;

/// <summary>A document a client was told is in: the proof, afterwards, of what must not be lost.</summary>
/// <param name="Id">Its pcs_id.</param>
/// <param name="At">When the answer came.</param>
/// <param name="Region">The region that answered.</param>
/// <param name="Status">200 or 202.</param>
public sealed record LedgerEntry(string Id, DateTimeOffset At, string Region, int Status);

/// <summary>All that clients were told is in, in the order of the answers.</summary>
public sealed class Ledger
{
    private readonly Lock guard = new();
    private readonly List<LedgerEntry> entries = [];

    public int Count
    {
        get
        {
            lock (guard)
                return entries.Count;
        }
    }

    public void Add(LedgerEntry entry)
    {
        lock (guard)
            entries.Add(entry);
    }

    public IReadOnlyList<LedgerEntry> Page(int offset, int limit)
    {
        lock (guard)
            return offset >= entries.Count ? [] : entries.GetRange(offset, Math.Min(limit, entries.Count - offset));
    }
}
