using System.Net;
using IncidentConsole.Lab.Dns.Wire;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Dns;

/// <summary>
/// A recursive resolver that asks the zone's servers and keeps what they say for as long as their TTL allows, each record set on its own:
/// the reason why a DNS change is not seen by everybody at once.
/// </summary>
public sealed class CachingResolver : IAsyncDisposable
{
    private const int LongestChain = 8;

    private readonly FaultBoard faults;
    private readonly TimeProvider time;
    private readonly DnsListener listener;
    private readonly Upstream upstream;
    private readonly ResolverCache cache;

    public CachingResolver(FaultBoard faults, TimeProvider time, CachingResolverOptions options)
    {
        this.faults = faults;
        this.time = time;
        Name = options.Name;
        listener = new DnsListener(options.Address, options.Port, AnswerAsync);
        upstream = new Upstream(options);
        cache = new ResolverCache(time);
    }

    public string Name { get; }

    /// <summary>Where it listens, UDP and TCP; after the start.</summary>
    public IPEndPoint EndPoint => listener.EndPoint;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        listener.Start();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async ValueTask<DnsMessage?> AnswerAsync(DnsMessage query, CancellationToken cancellationToken)
    {
        if (faults.IsOn("dns-down")) return null;
        await DnsFaults.SlowDownAsync(faults, time, cancellationToken);

        var name = query.Question.Name.ToLowerInvariant();
        var answers = new List<DnsRecord>();
        for (var hop = 0; hop < LongestChain; hop++)
        {
            var set = await LookUpAsync(name, query.Question.Type, cancellationToken);
            if (set is null) return query.Reply(DnsCode.ServerFailure) with { RecursionAvailable = true };

            answers.AddRange(set.Records);
            if (set.AliasOf(query.Question.Type) is not { } target)
                return query.Reply(set.Code) with { RecursionAvailable = true, Answers = answers, Authority = set.Authority };
            name = target;
        }
        return query.Reply(DnsCode.ServerFailure) with { RecursionAvailable = true };
    }

    /// <summary>From the cache, else from the zone's servers; null when none of them answers.</summary>
    private async Task<CachedSet?> LookUpAsync(string name, DnsType type, CancellationToken cancellationToken)
    {
        if ((cache.Find(name, type) ?? cache.Find(name, DnsType.Cname)) is { } known) return known;
        if (await upstream.AskAsync(name, type, cancellationToken) is not { } answer) return null;

        cache.Keep(name, type, answer);
        return cache.Find(name, type) ?? cache.Find(name, DnsType.Cname) ?? CachedSet.Uncached(name, type, answer);
    }
}
