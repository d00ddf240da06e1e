using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>What the backends of a region have counted, as its monitoring keeps it. Implemented by Infra.</summary>
public interface IResultCounters
{
    /// <summary>By how much the counters rose within the window. What cannot be asked is an answer with its trouble.</summary>
    Task<ResultCounts> RiseAsync(RegionId region, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>The same for a shell. No secret.</summary>
    string Command(RegionId region, DateTimeOffset from, DateTimeOffset to);
}

/// <param name="Broken">Counters that began, ended or began anew within the window: what they had counted by then and was not collected is lost.</param>
/// <param name="Trouble">Why nothing is known; null when it is.</param>
public sealed record ResultCounts(Rise Accepted, Rise Escalated, int Broken, string? Trouble)
{
    public static ResultCounts Unknown(string trouble) => new(Rise.None, Rise.None, 0, trouble);
}

/// <summary>By how much counters rose within a window. They are collected only now and then, so its two ends leave a little open.</summary>
public readonly record struct Rise(double AtLeast, double AtMost)
{
    public static Rise None { get; }

    public static Rise operator +(Rise left, Rise right) => new(left.AtLeast + right.AtLeast, left.AtMost + right.AtMost);
}
