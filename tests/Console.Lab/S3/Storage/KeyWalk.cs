using System.Collections.Immutable;

namespace IncidentConsole.Lab.S3.Storage;

/// <summary>
/// A listing's walk over sorted keys: those with a prefix, in order, rolled up at a delimiter. Jumps by binary search, so that neither
/// what lies before the start nor what a group hides is visited.
/// </summary>
/// <param name="Prefix">Only keys that start with it.</param>
/// <param name="Delimiter">Empty for no grouping.</param>
internal sealed record KeyWalk(ImmutableSortedSet<string> Keys, string Prefix, string Delimiter)
{
    /// <summary>The group (<c>CommonPrefix</c>) a key is rolled up into; null when it is listed itself.</summary>
    public string? GroupOf(string key)
    {
        if (Delimiter.Length == 0 || !key.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var end = key.IndexOf(Delimiter, Prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + Delimiter.Length)];
    }

    /// <summary>Where to start so that <paramref name="entry"/>, a key or group that was listed before, is not listed again.</summary>
    public int After(string entry) => GroupOf(entry) == entry ? EndOf(entry) : AfterKey(entry);

    /// <summary>Where to start for keys greater than <paramref name="key"/>, which need not exist.</summary>
    public int AfterKey(string key)
    {
        var found = Keys.IndexOf(key);
        return Math.Max(found < 0 ? ~found : found + 1, Start());
    }

    public int Start() => IndexOf(Prefix);

    /// <summary>The entries from an index on: keys that <paramref name="visible"/> admits, and groups that hold at least one.</summary>
    public IEnumerable<Entry> From(int index, Func<string, bool> visible)
    {
        while (index < Keys.Count && Keys[index].StartsWith(Prefix, StringComparison.Ordinal))
        {
            var key = Keys[index++];
            if (!visible(key))
                continue;
            var group = GroupOf(key);
            yield return new Entry(group ?? key, IsGroup: group is not null);
            if (group is not null)
                index = EndOf(group);
        }
    }

    private int IndexOf(string key)
    {
        var found = Keys.IndexOf(key);
        return found < 0 ? ~found : found;
    }

    private int EndOf(string prefix)
    {
        var low = IndexOf(prefix);
        var high = Keys.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Keys[middle].StartsWith(prefix, StringComparison.Ordinal))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    internal readonly record struct Entry(string Name, bool IsGroup);
}
