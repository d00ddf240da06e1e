using DnsClient;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Readiness;

namespace IncidentConsole.Infra.Dns;

/// <summary>Every name server and resolver that is asked what the public name answers.</summary>
internal sealed class NameServersDependency(DnsServers servers, FleetPolicy policy) : IDependency
{
    public string Name => "name servers";

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(servers.All.Select(async server =>
            (server.Name, (await server.AskAsync(policy.PublicName, QueryType.A, cancellationToken)).Silence)));
        var silent = answers.Where(answer => answer.Silence is not null).Select(answer => $"{answer.Name}: {answer.Silence}").ToList();
        return silent.Count == 0 ? null : string.Join(", ", silent);
    }
}
