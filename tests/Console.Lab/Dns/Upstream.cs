using DnsClient;
using DnsClient.Protocol;
using IncidentConsole.Lab.Dns.Wire;

namespace IncidentConsole.Lab.Dns;

/// <summary>What an authoritative server answered.</summary>
internal sealed record UpstreamAnswer(DnsCode Code, IReadOnlyList<DnsRecord> Records, IReadOnlyList<DnsRecord> Authority);

/// <summary>Asks the zone's servers over the wire, the next when one does not answer.</summary>
internal sealed class Upstream(CachingResolverOptions options)
{
    private readonly LookupClient client = new(new LookupClientOptions([.. options.Authoritative])
    {
        UseCache = false,
        Recursion = false,
        Timeout = options.UpstreamTimeout,
        Retries = 0,
        ThrowDnsErrors = false,
        ContinueOnDnsError = false,
        ContinueOnEmptyResponse = false,
    });

    /// <summary>Null when no server answers, or none that knows the zone.</summary>
    public async Task<UpstreamAnswer?> AskAsync(string name, DnsType type, CancellationToken cancellationToken)
    {
        try
        {
            var response = await client.QueryAsync(name, (QueryType)type, cancellationToken: cancellationToken);
            var code = (DnsCode)(byte)response.Header.ResponseCode;
            return code is DnsCode.NoError or DnsCode.NameError
                ? new UpstreamAnswer(code, [.. response.Answers.SelectMany(Read)], [.. response.Authorities.SelectMany(Read)])
                : null;
        }
        catch (DnsResponseException)
        {
            return null;
        }
    }

    private static IEnumerable<DnsRecord> Read(DnsResourceRecord record)
    {
        var data = record switch
        {
            AddressRecord address => address.Address.ToString(),
            CNameRecord alias => alias.CanonicalName.Value,
            NsRecord server => server.NSDName.Value,
            TxtRecord text => string.Concat(text.Text),
            SoaRecord soa => $"{soa.MName} {soa.RName} {soa.Serial} {soa.Refresh} {soa.Retry} {soa.Expire} {soa.Minimum}",
            _ => null,
        };
        if (data is not null)
            yield return new DnsRecord(record.DomainName.Value.ToLowerInvariant(), (DnsType)(ushort)record.RecordType, (uint)record.InitialTimeToLive, data);
    }
}
