using System.Net;

namespace IncidentConsole.Lab.Fleet.Traffic;

/// <param name="Name">Public name the clients call.</param>
/// <param name="Port">Port of the load balancers.</param>
/// <param name="Resolvers">What the clients ask, spread evenly over them.</param>
/// <param name="RegionOf">Address to region, for the ledger and the share.</param>
/// <param name="Tenants">Tenants the clients belong to.</param>
public sealed record TrafficOptions(
    string Name, int Port, IReadOnlyList<IPEndPoint> Resolvers, IReadOnlyDictionary<IPAddress, string> RegionOf, IReadOnlyList<string> Tenants)
{
    /// <summary>Submissions a second, over all clients; 0 for none.</summary>
    public double PerSecond { get; init; } = 40;

    public int Clients { get; init; } = 24;

    /// <summary>Share of submissions a client sends a second time, which only the dedup store notices.</summary>
    public double Duplicates { get; init; } = 0.1;
}
