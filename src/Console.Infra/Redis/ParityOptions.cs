using System.ComponentModel.DataAnnotations;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Redis;

/// <summary>The comparison of the dedup stores: configuration section <c>Redis:Parity</c>.</summary>
public sealed class ParityOptions : ProbeOptions
{
    public ParityOptions()
    {
        Every = TimeSpan.FromMinutes(1);
        TimeBox = TimeSpan.FromSeconds(50);
    }

    /// <summary>The time to live the backend gives a new key: an entry's age is this less what is left of it.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan DedupTtl { get; init; } = TimeSpan.FromDays(14);

    /// <summary>A difference younger than this is on its way to the other region. The measured WAL lag counts when it is longer.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan InFlight { get; init; } = TimeSpan.FromSeconds(30);
}
