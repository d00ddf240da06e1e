using System.Xml;
using System.Xml.Linq;
using IncidentConsole.Lab.Route53.Health;
using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53;

/// <summary>Reads a change batch and refuses, before any rule of the zone is asked, what the service calls InvalidInput.</summary>
internal static class ChangeBatchInput
{
    private const int MostChanges = 1000;
    private static readonly string[] Types = ["A", "AAAA", "CAA", "CNAME", "MX", "NAPTR", "NS", "PTR", "SOA", "SPF", "SRV", "TXT"];
    private static readonly Dictionary<string, ChangeAction> Actions = Enum.GetValues<ChangeAction>().ToDictionary(action => action.ToString().ToUpperInvariant());
    private static readonly string[] OtherPolicies = ["Region", "GeoLocation", "Failover", "MultiValueAnswer", "CidrRoutingConfig", "GeoProximityLocation"];

    /// <exception cref="Route53Exception">InvalidInput or NoSuchHealthCheck.</exception>
    public static async Task<(IReadOnlyList<Change> Changes, string? Comment)> ReadAsync(
        Stream body, HealthChecks health, CancellationToken cancellationToken)
    {
        var root = await ParseAsync(body, cancellationToken);
        if (root.Name != Namespace + "ChangeResourceRecordSetsRequest" || root.Element(Namespace + "ChangeBatch") is not { } batch)
            throw new Route53Exception(400, "MalformedInput", "ChangeBatch is not valid, expected ChangeResourceRecordSetsRequest");

        var changes = batch.Elements(Namespace + "Changes").Elements(Namespace + "Change").Select(Read).ToList();
        if (changes.Count is 0 or > MostChanges)
            throw Route53Exception.InvalidInput($"Invalid request: the number of changes must be between 1 and {MostChanges}, not {changes.Count}.");
        foreach (var change in changes) Check(change, health);
        return (changes, batch.Element(Namespace + "Comment")?.Value);
    }

    private static async Task<XElement> ParseAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return await XElement.LoadAsync(body, LoadOptions.None, cancellationToken);
        }
        catch (XmlException malformed)
        {
            throw new Route53Exception(400, "MalformedInput", $"The request is not XML: {malformed.Message}");
        }
    }

    private static Change Read(XElement change)
    {
        var action = RecordSetXml.Required(change, "Action");
        if (!Actions.TryGetValue(action, out var known))
            throw Route53Exception.InvalidInput($"Invalid XML ; cvc-enumeration-valid: Value '{action}' is not facet-valid with respect to "
                + "enumeration '[CREATE, DELETE, UPSERT]'. It must be a value from the enumeration.");
        var set = change.Element(Namespace + "ResourceRecordSet") ?? new XElement("none");
        if (OtherPolicies.FirstOrDefault(policy => set.Element(Namespace + policy) is not null) is { } policy)
            throw Route53Exception.InvalidInput($"Invalid request: the range knows simple and weighted routing; '{policy}' is neither.");
        return new Change(known, RecordSetXml.Read(set));
    }

    private static void Check(Change change, HealthChecks health)
    {
        var set = change.RecordSet;
        var where = $"in Change with [Action={change.Action.ToString().ToUpperInvariant()}, Name={set.Name}, Type={set.Type}, "
            + $"SetIdentifier={set.SetIdentifier ?? "null"}]";
        if (!Types.Contains(set.Type))
            throw Route53Exception.InvalidInput($"Invalid request: '{set.Type}' is not a record type {where}");
        if (set.Weight is not null && set.SetIdentifier is null)
            throw Route53Exception.InvalidInput($"Invalid request: Missing field 'SetIdentifier' {where}");
        if (set.Weight is null && set.SetIdentifier is not null)
            throw Route53Exception.InvalidInput("Invalid request: Expected exactly one of [Weight, Region, Failover, GeoLocation, or MultiValueAnswer], "
                + $"but found none {where}");
        if (set.Weight is < 0 or > 255)
            throw Route53Exception.InvalidInput($"Invalid request: Weight {set.Weight} is not between 0 and 255 {where}");
        if ((set.Alias is not null) == (set.Ttl is not null && set.Values.Count > 0) || set.Alias is not null && set.Ttl is not null)
            throw Route53Exception.InvalidInput("Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], "
                + $"or TrafficPolicyInstanceId], but found {(set.Alias is null ? "none" : "more than one")} {where}");
        if (set.Ttl is < 0 or > int.MaxValue)
            throw Route53Exception.InvalidInput($"Invalid request: TTL {set.Ttl} is not between 0 and {int.MaxValue} {where}");
        if (set is { Type: "CNAME", Values.Count: > 1 })
            throw Route53Exception.InvalidInput($"Invalid request: a CNAME has one value, not {set.Values.Count} {where}");
        if (change.Action != ChangeAction.Delete && set.HealthCheckId is { } id && !health.All.Any(check => check.Id == id))
            throw Route53Exception.NoSuchHealthCheck(id);
    }
}
