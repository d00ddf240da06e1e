namespace IncidentConsole.Domain.Fleet;

/// <summary>One health probe of a region's public endpoint from one vantage point.</summary>
/// <param name="VantagePoint">Who looked: <c>this console</c>, <c>us-east</c>, <c>Route 53 health check</c>.</param>
/// <param name="Result">Pass or Fail of this one probe; Unknown when the vantage point itself could not be asked.</param>
/// <param name="FailuresNeeded">Failures in a row before this vantage point calls the region unhealthy; 1 when it has counted itself.</param>
public sealed record HealthProbe(
    RegionId Region,
    string VantagePoint,
    Health Result,
    int FailuresNeeded,
    string Source,
    DateTimeOffset ObservedAt,
    TimeSpan Cadence,
    string Detail) : Observation(Source, ObservedAt, Cadence)
{
    /// <summary>Whether the DNS provider itself looked: its health check decides where it sends users.</summary>
    public bool ByProvider { get; init; }

    public override FleetSnapshot ApplyTo(FleetSnapshot snapshot) =>
        snapshot.WithRegion(Region, state => state.With(this));
}
