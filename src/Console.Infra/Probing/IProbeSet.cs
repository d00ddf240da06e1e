using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Probing;

/// <summary>The probes one folder brings, one for each configured region or source. Every folder registers its own.</summary>
public interface IProbeSet
{
    IEnumerable<IProbe> Probes { get; }
}
