namespace IncidentConsole.Infra.Wal.Integrity;

/// <summary>
/// What the sequence numbers of a region's segments tell. Only numbers count: an idle writer leaves a pause between two times and none between
/// two numbers. What came before a writer's oldest key is not judged, since a lifecycle rule may have expired it.
/// </summary>
/// <param name="Missing">Runs of numbers that no key carries.</param>
/// <param name="Duplicates">Keys whose number another key of the same writer carries too: a shipper that tried again.</param>
/// <param name="Overlapping">Keys whose time is before that of the number before.</param>
internal sealed record Sequences(int Writers, IReadOnlyList<Gap> Missing, IReadOnlyList<string> Duplicates, IReadOnlyList<string> Overlapping)
{
    public static Sequences Of(IEnumerable<SegmentName> segments)
    {
        var (writers, missing, duplicates, overlapping) = (0, new List<Gap>(), new List<string>(), new List<string>());
        foreach (var writer in segments.GroupBy(each => each.Writer))
        {
            writers++;
            SegmentName? before = null;
            foreach (var each in writer.OrderBy(each => each.Sequence).ThenBy(each => each.Time, StringComparer.Ordinal))
            {
                if (before?.Sequence == each.Sequence) duplicates.Add(each.Key);
                else if (before is not null && each.Sequence > before.Sequence + 1) missing.Add(new(each.Writer, before.Sequence + 1, each.Sequence - 1, before.Key, each.Key));
                if (before?.Sequence < each.Sequence && string.CompareOrdinal(each.Time, before.Time) < 0) overlapping.Add(each.Key);
                before = each;
            }
        }
        return new(writers, missing, duplicates, overlapping);
    }
}

/// <param name="First">First missing number.</param>
/// <param name="Last">Last missing number, in most cases the same.</param>
internal sealed record Gap(string Writer, long First, long Last, string After, string Before)
{
    public long Count => Last - First + 1;

    public override string ToString() => $"{Writer} {First:D8}{(Count == 1 ? "" : $" to {Last:D8}")}, between {After} and {Before}";
}
