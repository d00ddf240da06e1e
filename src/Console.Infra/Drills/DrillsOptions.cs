using System.ComponentModel.DataAnnotations;
using IncidentConsole.Infra.Configuration;

namespace IncidentConsole.Infra.Drills;

/// <summary>Section <c>Drills</c>: what breaks the rehearsal fleet. Configure it only where this console commands a rehearsal fleet.</summary>
public sealed class DrillsOptions
{
    public const string Section = "Drills";

    /// <summary>Address of the fault API (docs/adr/0009-drills.md); not set where drills are run by hand.</summary>
    [HttpAddress]
    public Uri? FaultApi { get; init; }

    /// <summary>Bearer token of the fault API; empty when it asks for none.</summary>
    public string? Token { get; init; }

    /// <summary>How long one call may take: it answers when faults have taken effect.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan TimeBox { get; init; } = TimeSpan.FromSeconds(30);
}
