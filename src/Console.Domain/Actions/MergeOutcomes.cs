using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Actions;

/// <summary>The names under which a merge of two stores counts. They are stored; how they read is said here too.</summary>
public static class MergeOutcomes
{
    /// <summary>The destination had an entry of that key: seen before the copy was tried, or by the copy being refused.</summary>
    public const string AlreadyThere = "already-there";

    /// <summary>It was gone, or its time was up, before it could be copied.</summary>
    public const string Expired = "expired";

    /// <summary>In both with different values.</summary>
    public const string Conflicts = "conflicts";

    /// <summary>Under the dedup prefix, but nothing a backend writes.</summary>
    public const string Foreign = "foreign";

    public static string Copied(Link leg) => $"copied-{leg.From}-to-{leg.To}";

    /// <summary>How a count of any procedure reads: <c>copied eu-west to us-east</c>. What is no name of a merge reads as it is.</summary>
    public static string Text(string outcome, IEnumerable<RegionId> regions)
    {
        if (outcome == AlreadyThere) return "already there";
        var all = regions.ToList();
        foreach (var from in all)
            foreach (var to in all)
                if (Copied(new(from, to)) == outcome) return $"copied {from} to {to}";
        return outcome;
    }
}
