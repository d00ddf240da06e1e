namespace IncidentConsole.Lab.Route53;

/// <summary>A DELETE must say what it deletes, to the last value; a zone keeps its NS and SOA.</summary>
internal static class DeleteRules
{
    public static string? Check(HostedZone zone, ResourceRecordSet set, ResourceRecordSet? existing) => (existing, set) switch
    {
        (null, _) => $"Tried to delete resource record set {ChangeBatch.Name(set)} but it was not found",
        (_, { Type: "SOA" }) when set.Name == zone.Name => "A HostedZone must contain exactly one SOA record.",
        (_, { Type: "NS" }) when set.Name == zone.Name => "A HostedZone must contain at least one NS record for the zone itself.",
        _ when !existing.IsSameAs(set) =>
            $"Tried to delete resource record set {ChangeBatch.Name(set)} but the values provided do not match the current values",
        _ => null,
    };
}
