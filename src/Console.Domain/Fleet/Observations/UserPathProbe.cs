namespace IncidentConsole.Domain.Fleet;

/// <summary>
/// One request as a user makes it: the public name through a resolver, the load balancer, the backend, its WAL and dedup store.
/// It is what stops the RTO clock.
/// </summary>
/// <param name="Result">Pass when it was accepted, Fail when not, Unknown when the resolver did not answer.</param>
/// <param name="ServedBy">The region whose load balancer was reached; null when none was.</param>
/// <param name="Took">From the question to the resolver to the answer.</param>
public sealed record UserPathProbe(
    Health Result,
    RegionId? ServedBy,
    TimeSpan Took,
    string Source,
    DateTimeOffset ObservedAt,
    TimeSpan Cadence,
    string Detail) : Observation(Source, ObservedAt, Cadence)
{
    protected override IEnumerable<double?> Numbers => [Took.TotalSeconds];

    public override FleetSnapshot ApplyTo(FleetSnapshot snapshot) => snapshot with { UserPath = snapshot.UserPath.Add(this) };
}
