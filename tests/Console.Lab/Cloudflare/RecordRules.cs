using System.Net;
using System.Net.Sockets;

namespace IncidentConsole.Lab.Cloudflare;

/// <summary>What Cloudflare takes as a record, by itself and beside others.</summary>
internal static class RecordRules
{
    private static readonly string[] Types = ["A", "AAAA", "CAA", "CNAME", "MX", "NS", "PTR", "SRV", "TXT"];

    public static ApiError? Check(string zoneName, DnsRecord record, IReadOnlyList<DnsRecord> others) =>
        Alone(zoneName, record) ?? Beside(record, [.. others.Where(other => other.Name == record.Name)]);

    private static ApiError? Alone(string zoneName, DnsRecord record) => record switch
    {
        _ when !Types.Contains(record.Type) => new(1004, $"DNS Validation Error: '{record.Type}' is no record type"),
        _ when record.Name != zoneName && !record.Name.EndsWith("." + zoneName, StringComparison.Ordinal) => new(9000, "DNS name is invalid."),
        { Ttl: not DnsRecord.Automatic and (< 60 or > 86_400) } => new(9021, "Invalid TTL. Must be between 60 and 86400 seconds, or 1 for Automatic."),
        { Proxied: true, IsAddressLike: false } => new(9004, "This record type cannot be proxied."),
        { Type: "A" } when !IsAddress(record.Content, AddressFamily.InterNetwork) => new(9005, "Content for A record must be a valid IPv4 address."),
        { Type: "AAAA" } when !IsAddress(record.Content, AddressFamily.InterNetworkV6) => new(9006, "Content for AAAA record must be a valid IPv6 address."),
        { Type: "CNAME" } when !IsHost(record.Content) => new(9007, "Content for CNAME record is invalid."),
        _ => null,
    };

    private static ApiError? Beside(DnsRecord record, IReadOnlyList<DnsRecord> sameName)
    {
        if (sameName.Any(other => other.Type == record.Type && other.Content == record.Content)) return new(81058, "An identical record already exists.");
        if (record.Type == "CNAME" && sameName.Any(other => other.IsAddressLike)) return new(81053, "An A, AAAA, or CNAME record with that host already exists.");
        return record.IsAddressLike && sameName.Any(other => other.Type == "CNAME") ? new(81054, "A CNAME record with that host already exists.") : null;
    }

    private static bool IsAddress(string content, AddressFamily family) => IPAddress.TryParse(content, out var address) && address.AddressFamily == family;

    private static bool IsHost(string content) => content.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(content.TrimEnd('.')) == UriHostNameType.Dns;
}
