using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Infra.Dns.Cloudflare;

/// <summary>What leads the public name: plain records or a load balancer.</summary>
internal interface ICloudflareName
{
    DnsState State { get; }

    /// <inheritdoc cref="IListedName.Obstacle"/>
    string? Obstacle(DnsState after);

    /// <summary>The one call that makes the change.</summary>
    CloudflareCall Call(Change change);
}
