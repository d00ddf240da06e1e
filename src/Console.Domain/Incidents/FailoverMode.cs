namespace IncidentConsole.Domain.Incidents;

/// <summary>How much a failover may cost.</summary>
public enum FailoverMode
{
    /// <summary>The region is lost: traffic is moved at once, what may be missing is told and reconciled later.</summary>
    Emergency,

    /// <summary>The region still works: traffic is moved only while its writes are seen to arrive in the survivor, and the survivor can carry it.</summary>
    Planned,
}
