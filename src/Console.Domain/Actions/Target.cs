using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Actions;

/// <summary>A thing of the fleet that the console can change.</summary>
/// <param name="Kind">Which actuator knows it: <see cref="Dns"/> or <see cref="Deployment"/>.</param>
/// <param name="Region">The region it is in; null for what is global.</param>
/// <param name="Name">Its name there: the public DNS name, the deployment.</param>
public sealed record Target(string Kind, RegionId? Region, string Name)
{
    public const string Dns = "dns";
    public const string Deployment = "deployment";

    public override string ToString() => Region is null ? Name : $"{Region} {Name}";
}
