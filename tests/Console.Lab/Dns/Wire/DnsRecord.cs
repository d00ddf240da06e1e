namespace IncidentConsole.Lab.Dns.Wire;

/// <summary>A question as it came; the case of the name is kept, since clients check that it comes back.</summary>
public sealed record DnsQuestion(string Name, DnsType Type);

/// <param name="Name">Lower case, with the closing dot.</param>
/// <param name="Ttl">Seconds.</param>
/// <param name="Data">As in a zone file: an address, a name with its closing dot, the seven fields of a SOA, a quoted text.</param>
public sealed record DnsRecord(string Name, DnsType Type, uint Ttl, string Data);
