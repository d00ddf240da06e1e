namespace IncidentConsole.Domain.Fleet;

/// <summary>What the console says of a region as a whole.</summary>
public enum Verdict
{
    /// <summary>Fewer than two vantage points know.</summary>
    Unknown,

    /// <summary>At least two vantage points reach it and all it needs to serve passes.</summary>
    Healthy,

    /// <summary>It is reached, but a vantage point or something it needs to serve fails.</summary>
    Degraded,

    /// <summary>At least two vantage points agree that it cannot be reached.</summary>
    Down,
}
