using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Merging;

/// <summary>The names under which a merge counts. They are stored.</summary>
internal static class MergeOutcomes
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
}
