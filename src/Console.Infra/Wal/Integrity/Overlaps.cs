namespace IncidentConsole.Infra.Wal.Integrity;

/// <summary>Segments whose first record is older than the last of the segment before, as far as both were read and tell times.</summary>
internal static class Overlaps
{
    public static IReadOnlyList<string> Of(IEnumerable<SegmentName> segments, NewestContents contents)
    {
        var found = new List<string>();
        foreach (var writer in segments.Where(each => contents.Read.ContainsKey(each.Key)).GroupBy(each => each.Writer))
        {
            SegmentName? before = null;
            foreach (var each in writer.OrderBy(each => each.Sequence))
            {
                if (before?.Sequence == each.Sequence - 1 && contents.Read[each.Key]?.First < contents.Read[before.Key]?.Last) found.Add(each.Key);
                before = each;
            }
        }
        return found;
    }
}
