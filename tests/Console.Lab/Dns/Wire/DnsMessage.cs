namespace IncidentConsole.Lab.Dns.Wire;

/// <summary>A message with one question, which is all that clients send (RFC 9619).</summary>
public sealed record DnsMessage
{
    /// <summary>What a client without EDNS takes over UDP (RFC 1035, 4.2.1).</summary>
    public const int ClassicPayload = 512;

    public required ushort Id { get; init; }
    public required DnsQuestion Question { get; init; }
    public bool IsResponse { get; init; }
    public byte OpCode { get; init; }
    public bool IsAuthoritative { get; init; }
    public bool IsTruncated { get; init; }
    public bool RecursionDesired { get; init; }
    public bool RecursionAvailable { get; init; }
    public DnsCode Code { get; init; }
    public IReadOnlyList<DnsRecord> Answers { get; init; } = [];
    public IReadOnlyList<DnsRecord> Authority { get; init; } = [];

    /// <summary>The UDP payload size the sender announces; null when it does not speak EDNS.</summary>
    public ushort? EdnsPayload { get; init; }

    /// <summary>An empty answer to this query.</summary>
    public DnsMessage Reply(DnsCode code = DnsCode.NoError) => new()
    {
        Id = Id,
        Question = Question,
        OpCode = OpCode,
        RecursionDesired = RecursionDesired,
        IsResponse = true,
        Code = code,
        EdnsPayload = EdnsPayload is null ? null : (ushort)1232,
    };
}
