using System.Net;

namespace IncidentConsole.Lab.Dns;

/// <summary>Where the authoritative servers listen.</summary>
public sealed class AuthoritativeDnsOptions
{
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>One listener each; 0 takes a free port. A zone has at least two servers.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [0, 0];
}

/// <summary>A caching resolver, as a provider or an office runs one.</summary>
public sealed class CachingResolverOptions
{
    /// <summary>What the range's state page calls it.</summary>
    public string Name { get; init; } = "resolver";

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 takes a free port.</summary>
    public int Port { get; init; }

    /// <summary>The zone's servers, asked over the wire.</summary>
    public required IReadOnlyList<IPEndPoint> Authoritative { get; init; }

    /// <summary>How long it waits for one server before it asks the next.</summary>
    public TimeSpan UpstreamTimeout { get; init; } = TimeSpan.FromSeconds(2);
}
