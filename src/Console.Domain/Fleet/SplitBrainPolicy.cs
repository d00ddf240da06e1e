using System.ComponentModel.DataAnnotations;

namespace IncidentConsole.Domain.Fleet;

/// <summary>How grave a difference between two dedup stores is: configuration section <c>Fleet:SplitBrain</c>. Shares are percent of all keys.</summary>
public sealed class SplitBrainPolicy
{
    /// <summary>Keys that one region lacks: from here on the board says so.</summary>
    [Range(0.001, 100)]
    public double Watch { get; init; } = 1;

    /// <summary>Keys that one region lacks: from here on a split brain is offered, as P2.</summary>
    [Range(0.001, 100)]
    public double DivergenceP2 { get; init; } = 5;

    [Range(0.001, 100)]
    public double DivergenceP1 { get; init; } = 10;

    [Range(0.001, 100)]
    public double DivergenceP0 { get; init; } = 20;

    /// <summary>Keys with different results. A single one makes it P2.</summary>
    [Range(0.0001, 100)]
    public double ConflictsP1 { get; init; } = 1;

    [Range(0.0001, 100)]
    public double ConflictsP0 { get; init; } = 5;

    /// <summary>How long after a partition the regions are given to catch up before what differs counts.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "24:00:00")]
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Within what time each severity is to be reconciled, by the runbook; P0 as P1, and P3 in maintenance.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan ReconcileP2 { get; init; } = TimeSpan.FromHours(4);

    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan ReconcileP1 { get; init; } = TimeSpan.FromHours(2);
}
