using System.ComponentModel.DataAnnotations;

namespace IncidentConsole.Infra.Probing;

/// <summary>How often a folder's probes ask and how long they wait. Each folder's options inherit these two keys.</summary>
public abstract class ProbeOptions
{
    /// <summary>From the start of one asking to the next.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2000000", "01:00:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one asking may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "00:10:00")]
    public TimeSpan TimeBox { get; init; } = TimeSpan.FromSeconds(2);
}
