using System.Net;
using System.Net.Sockets;

namespace IncidentConsole.Lab.Route53;

/// <summary>What a record set must be by itself.</summary>
internal static class RecordRules
{
    public static string? Check(HostedZone zone, ResourceRecordSet set)
    {
        if (!zone.Contains(set.Name))
            return $"RRSet with DNS name {set.Name} is not permitted in zone {zone.Name}";
        if (set.Type == "CNAME" && set.Name == zone.Name)
            return $"RRSet of type CNAME with DNS name {set.Name} is not permitted at apex in zone {zone.Name}";
        if (set.Alias is { } alias && alias.HostedZoneId == zone.Id && !zone.Contains(alias.DnsName))
            return $"Tried to create an alias that targets {alias.DnsName}, type {set.Type} in zone {zone.Id}, "
                + "but the alias target name does not lie within the target zone";
        if (set.Values.GroupBy(value => value).FirstOrDefault(same => same.Count() > 1) is { Key: var twice })
            return $"Duplicate Resource Record: '{twice}'";
        return set.Values.Select(value => Value(set.Type, value)).FirstOrDefault(error => error is not null);
    }

    private static string? Value(string type, string value) => type switch
    {
        "A" when !IsAddress(value, AddressFamily.InterNetwork) => Fatal("ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)", value),
        "AAAA" when !IsAddress(value, AddressFamily.InterNetworkV6) => Fatal("AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)", value),
        "TXT" when value is not ['"', .., '"'] => Fatal("InvalidCharacterString (Value should be enclosed in quotation marks)", value),
        _ => null,
    };

    // "127.1" and "2130706433" are addresses to .NET, not to Route 53.
    private static bool IsAddress(string value, AddressFamily family) =>
        IPAddress.TryParse(value, out var address) && address.AddressFamily == family
        && (family == AddressFamily.InterNetworkV6 || address.ToString() == value);

    private static string Fatal(string problem, string value) => $"Invalid Resource Record: FATAL problem: {problem} encountered with '{value}'";
}
