namespace IncidentConsole.Lab.Route53;

/// <summary>The order of ListResourceRecordSets: names with their labels reversed, then type, then set identifier.</summary>
internal static class ZoneOrder
{
    public static IReadOnlyList<ResourceRecordSet> Sort(IEnumerable<ResourceRecordSet> sets) =>
        [.. sets.OrderBy(set => DomainName.SortKey(set.Name), StringComparer.Ordinal)
                .ThenBy(set => set.Type, StringComparer.Ordinal)
                .ThenBy(set => set.SetIdentifier, StringComparer.Ordinal)];

    /// <summary>Whether the set comes at or after the place a listing starts from.</summary>
    public static bool IsFrom(ResourceRecordSet set, string name, string? type, string? identifier)
    {
        var order = string.CompareOrdinal(DomainName.SortKey(set.Name), DomainName.SortKey(name));
        if (order == 0 && type is not null) order = string.CompareOrdinal(set.Type, type);
        if (order == 0 && type is not null && identifier is not null) order = string.CompareOrdinal(set.SetIdentifier, identifier);
        return order >= 0;
    }
}
