using System.ComponentModel.DataAnnotations;

namespace IncidentConsole.Infra.Backends.Replay;

/// <summary>Section <c>Backends:Replay</c>: how un-replicated PCS are submitted again.</summary>
public sealed class ReplayOptions
{
    /// <summary>The registered tenant that PCS without one are submitted for, since the WAL does not hold it. Empty: no replay.</summary>
    public string? Tenant { get; init; }

    /// <summary>Submissions under way at once.</summary>
    [Range(1, 1000)]
    public int AtOnce { get; init; } = 16;

    /// <summary>Most submissions a second. Users of the survivor share its rate limit with the replay: leave them theirs.</summary>
    [Range(1, 100_000)]
    public double PerSecond { get; init; } = 100;

    /// <summary>How long one submission may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "00:05:00")]
    public TimeSpan TimeBox { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often one that gets no answer, or an error, is tried.</summary>
    [Range(1, 100)]
    public int Attempts { get; init; } = 5;

    /// <summary>How long one that is turned away (429, 503) is tried again before it counts as failed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "24:00:00")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);
}
