using IncidentConsole.Lab.Route53;

namespace IncidentConsole.Lab.Dns;

/// <summary>A zone as its name servers have it, whoever keeps it.</summary>
public interface IServedZone
{
    /// <summary>Lower case with the closing dot.</summary>
    string Name { get; }

    /// <summary>As the name servers answer now; asked anew for each query.</summary>
    IReadOnlyList<ResourceRecordSet> Served { get; }

    bool Contains(string name) => name == Name || name.EndsWith("." + Name, StringComparison.Ordinal);
}
