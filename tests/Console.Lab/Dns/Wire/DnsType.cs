namespace IncidentConsole.Lab.Dns.Wire;

/// <summary>Resource record types (RFC 1035, 3596, 6891); the names parse from Route 53's own, whatever their case.</summary>
public enum DnsType : ushort
{
    A = 1,
    Ns = 2,
    Cname = 5,
    Soa = 6,
    Txt = 16,
    Aaaa = 28,
    Opt = 41,
    Any = 255,
}
