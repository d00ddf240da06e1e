using System.Net;
using DnsClient;

namespace IncidentConsole.Lab.Fleet.Traffic;

/// <summary>The public name as one client sees it: asked from one resolver, kept as long as its TTL allows.</summary>
internal sealed class PublicName(string name, IPEndPoint resolver, TimeProvider time)
{
    private readonly LookupClient dns = new(new LookupClientOptions(resolver)
    {
        UseCache = false,
        Retries = 0,
        Timeout = TimeSpan.FromSeconds(3),
        ThrowDnsErrors = false,
    });

    private (IPAddress Address, DateTimeOffset Until)? known;

    /// <param name="again">Ask the resolver even though the last answer is still good, as a client does whose connection failed.</param>
    /// <exception cref="DnsResponseException">The resolver does not answer.</exception>
    public async Task<IPAddress?> ResolveAsync(bool again, CancellationToken cancellationToken)
    {
        if (!again && known is { } fresh && time.GetUtcNow() < fresh.Until)
            return fresh.Address;
        var answer = await dns.QueryAsync(name, QueryType.A, QueryClass.IN, cancellationToken);
        if (answer.Answers.ARecords().FirstOrDefault() is not { } record)
            return null;
        var shortest = answer.Answers.Min(each => each.TimeToLive);
        known = (record.Address, time.GetUtcNow().AddSeconds(shortest));
        return record.Address;
    }
}
