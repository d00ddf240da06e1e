using IncidentConsole.Domain.Fleet;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Dns;

/// <summary>What the public name answers at every authoritative server and every resolver.</summary>
internal sealed class DnsTruthProbe(
    FleetPolicy policy, IOptions<DnsOptions> options, DnsServers servers, LoadBalancers loadBalancers, TimeProvider time) : IProbe
{
    private const string Source = "name servers and resolvers";

    public string Name => "dns/truth";

    public TimeSpan Every => options.Value.Every;

    public TimeSpan TimeBox => options.Value.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(servers.Authoritative.Concat(servers.Resolvers).Select(server => AskAsync(server, cancellationToken)));
        return [new DnsTruth(policy.PublicName, [.. answers], Source, time.GetUtcNow(), Every)];
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) =>
    [
        new DnsTruth(policy.PublicName, [.. servers.Authoritative.Concat(servers.Resolvers).Select(server => Unknown(server, reason))], Source, at, Every),
    ];

    private async Task<DnsAnswer> AskAsync(DnsServer server, CancellationToken cancellationToken)
    {
        var answer = await servers.GatherAsync(server, policy.PublicName, cancellationToken);
        if (answer.Silence is not null) return Unknown(server, answer.Silence);

        var regions = await loadBalancers.RegionsOfAsync(answer.Targets, cancellationToken);
        var offTarget = await loadBalancers.OffTargetAsync(answer.Targets, cancellationToken);
        var isUnclear = answer.Code is null && offTarget.IsEmpty && regions.IsEmpty && !answer.Targets.IsEmpty;
        var health = isUnclear ? Health.Unknown : regions.Count > 0 && offTarget.IsEmpty && answer.Code is null ? Health.Pass : Health.Fail;
        var detail = isUnclear ? $"{Detail(answer)}: whose address that is cannot be told, the load balancers' names are not answered"
            : Detail(answer);
        return new(server.Name, server.IsAuthoritative, health, regions, answer.TimeToLive, detail) { OffTarget = offTarget };
    }

    private static DnsAnswer Unknown(DnsServer server, string reason) => new(server.Name, server.IsAuthoritative, Health.Unknown, [], null, reason);

    private static string Detail(ServerAnswer answer) => answer switch
    {
        { Code: { } code } => $"answers {code}",
        { Targets.Count: 0 } => "answers no address",
        _ => string.Join(", ", answer.Targets),
    };
}
