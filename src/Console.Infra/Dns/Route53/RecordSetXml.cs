using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using IncidentConsole.Domain.Actions;
using static IncidentConsole.Infra.Dns.Route53.Route53Xml;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>A record set on the wire, in the schema's order.</summary>
internal static class RecordSetXml
{
    private static readonly string[] OtherPolicies =
        ["Region", "GeoLocation", "GeoProximityLocation", "Failover", "MultiValueAnswer", "CidrRoutingConfig", "TrafficPolicyInstanceId"];

    public static DnsRecordSet Read(XElement element)
    {
        var type = element.Required("Type");
        return new DnsRecordSet(
            DomainText.Plain(element.Required("Name")),
            type,
            Number(element, "TTL"),
            [.. element.Elements(Namespace + "ResourceRecords").Elements().Select(record => Value(type, record.Required("Value")))],
            element.Child("AliasTarget") is { } alias ? ReadAlias(alias) : null,
            element.Text("SetIdentifier"),
            (int?)Number(element, "Weight"),
            element.Text("HealthCheckId"));
    }

    /// <summary>The routing policy that writing the record set back would lose; null for simple and weighted ones.</summary>
    public static string? OtherPolicy(XElement element) => OtherPolicies.FirstOrDefault(policy => element.Child(policy) is not null);

    public static XElement Write(DnsRecordSet set) => Element("ResourceRecordSet",
        Element("Name", set.Name + "."),
        Element("Type", set.Type),
        Optional("SetIdentifier", set.SetIdentifier),
        Optional("Weight", set.Weight),
        Optional("TTL", set.TimeToLive),
        set.Alias is null ? Element("ResourceRecords", WireValues(set).Select(value => Element("ResourceRecord", Element("Value", value)))) : null,
        set.Alias is { } alias ? WriteAlias(alias) : null,
        Optional("HealthCheckId", set.HealthCheckId));

    /// <summary>The values as Route 53 takes them: names with the final dot, so that they are never relative.</summary>
    public static ImmutableArray<string> WireValues(DnsRecordSet set) =>
        set.Type == "CNAME" ? [.. set.Values.Select(value => value + ".")] : set.Values;

    private static string Value(string type, string value) => type == "CNAME" ? DomainText.Plain(value) : value;

    private static DnsAlias ReadAlias(XElement alias) =>
        new(alias.Required("HostedZoneId"), DomainText.Plain(alias.Required("DNSName")), alias.Required("EvaluateTargetHealth") == "true");

    private static XElement WriteAlias(DnsAlias alias) => Element("AliasTarget",
        Element("HostedZoneId", alias.HostedZoneId),
        Element("DNSName", alias.DnsName + "."),
        Element("EvaluateTargetHealth", alias.EvaluateTargetHealth));

    private static long? Number(XElement element, string name) =>
        element.Text(name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
}
