using IncidentConsole.Lab.Fleet.Pcs;

namespace IncidentConsole.Lab.Fleet.Backend;

/// <summary>What all backends of the fleet have in common.</summary>
/// <param name="SigningKey">HMAC key of the clients; the key as bytes signs.</param>
/// <param name="Tenants">Registered tenants; any other is answered 400.</param>
public sealed record FleetSettings(string SigningKey, IReadOnlyList<string> Tenants)
{
    /// <summary>Sustained requests a second a pod takes.</summary>
    public int RatePerSecond { get; init; } = 100;

    /// <summary>Requests a pod takes at once after a quiet time.</summary>
    public int Burst { get; init; } = 200;

    public PcsSignature Signature { get; } = new(SigningKey);
}
