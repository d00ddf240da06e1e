namespace IncidentConsole.Lab.Route53;

/// <summary>What a record set must be beside the others of its name.</summary>
internal static class ConflictRules
{
    public static string? Check(HostedZone zone, ResourceRecordSet set, IReadOnlyList<ResourceRecordSet> sets)
    {
        var sameName = sets.Where(other => other.Name == set.Name).ToList();
        var sameType = sameName.Where(other => other.Type == set.Type).ToList();

        if (set.SetIdentifier is null && sameType.Any(other => other.SetIdentifier is not null))
            return $"RRSet with DNS name {set.Name}, type {set.Type} cannot be created as other RRSets exist with the same name and type.";
        if (set.SetIdentifier is { } id && sameType.Any(other => other.SetIdentifier is null))
            return $"RRSet with DNS name {set.Name}, type {set.Type}, SetIdentifier {id} "
                + "cannot be created as a non-weighted set exists with the same name and type.";
        if (set.Type == "CNAME" && sameName.Any(other => other.Type != "CNAME"))
            return $"RRSet of type CNAME with DNS name {set.Name} is not permitted as it conflicts with other records "
                + $"with the same DNS name in zone {zone.Name}";
        if (set.Type != "CNAME" && sameName.Any(other => other.Type == "CNAME"))
            return $"RRSet of type {set.Type} with DNS name {set.Name} is not permitted because a conflicting RRSet of type CNAME "
                + $"with the same DNS name already exists in zone {zone.Name}";
        return null;
    }

    /// <summary>Looked at once the whole batch is applied: that is how the TTL of weighted records is changed at all, all in one batch.</summary>
    public static IEnumerable<string> DifferentTtls(IReadOnlyList<ResourceRecordSet> sets) =>
        sets.Where(set => set is { Weight: not null, Alias: null })
            .GroupBy(set => (set.Name, set.Type))
            .SelectMany(group => group.Skip(1).Where(set => set.Ttl != group.First().Ttl))
            .Select(set => $"RRSet with DNS name {set.Name} and type {set.Type}, SetIdentifier {set.SetIdentifier} "
                + "cannot be created as weighted sets must contain the same TTL.");
}
