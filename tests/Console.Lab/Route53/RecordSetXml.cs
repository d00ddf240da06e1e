using System.Xml.Linq;
using static IncidentConsole.Lab.Route53.R53Xml;

namespace IncidentConsole.Lab.Route53;

/// <summary>A record set on the wire, in the schema's order.</summary>
internal static class RecordSetXml
{
    public static XElement Write(ResourceRecordSet set) => Element("ResourceRecordSet",
        Element("Name", set.Name),
        Element("Type", set.Type),
        Optional("SetIdentifier", set.SetIdentifier),
        Optional("Weight", set.Weight),
        Optional("TTL", set.Ttl),
        set.Alias is null ? Element("ResourceRecords", set.Values.Select(value => Element("ResourceRecord", Element("Value", value)))) : null,
        set.Alias is { } alias ? Write(alias) : null,
        Optional("HealthCheckId", set.HealthCheckId));

    /// <summary>Reads it as it is; whether it is complete is <see cref="ChangeBatchInput"/>'s business.</summary>
    public static ResourceRecordSet Read(XElement element) => new()
    {
        Name = DomainName.Normalize(Required(element, "Name")),
        Type = Required(element, "Type"),
        SetIdentifier = Text(element, "SetIdentifier"),
        Weight = Number(element, "Weight"),
        Ttl = Number(element, "TTL"),
        Values = [.. element.Elements(Namespace + "ResourceRecords").Elements().Select(record => Canonical(element, Required(record, "Value")))],
        Alias = element.Element(Namespace + "AliasTarget") is { } alias ? ReadAlias(alias) : null,
        HealthCheckId = Text(element, "HealthCheckId"),
    };

    public static string Required(XElement parent, string name) =>
        Text(parent, name) ?? throw Route53Exception.InvalidInput($"Invalid XML ; the content of element '{parent.Name.LocalName}' is not complete. "
            + $"'{name}' is expected.");

    private static XElement Write(AliasTarget alias) => Element("AliasTarget",
        Element("HostedZoneId", alias.HostedZoneId), Element("DNSName", alias.DnsName), Element("EvaluateTargetHealth", alias.EvaluateTargetHealth));

    private static AliasTarget ReadAlias(XElement element) => new(
        Required(element, "HostedZoneId"), DomainName.Normalize(Required(element, "DNSName")), Required(element, "EvaluateTargetHealth") == "true");

    /// <summary>"alb.example.com" and "alb.example.com." name the same host.</summary>
    private static string Canonical(XElement set, string value) =>
        Text(set, "Type") is "CNAME" or "NS" ? DomainName.Normalize(value) : value;

    private static string? Text(XElement parent, string name) => parent.Element(Namespace + name)?.Value;

    private static long? Number(XElement parent, string name) => Text(parent, name) switch
    {
        null => null,
        var text when long.TryParse(text, out var number) => number,
        var text => throw Route53Exception.InvalidInput($"Invalid XML ; cvc-datatype-valid.1.2.1: '{text}' is not a valid value for 'integer'."),
    };
}
