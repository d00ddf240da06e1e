namespace IncidentConsole.Domain.Fleet;

/// <summary>A signal of a region: a value against a threshold.</summary>
/// <param name="Region">Whose signal.</param>
/// <param name="Signal">One of <see cref="Signals"/>.</param>
/// <param name="Health">Three-valued; <see cref="Health.Unknown"/> when the source could not be asked.</param>
/// <param name="Value">In <paramref name="Unit"/>; null when unknown.</param>
/// <param name="Unit">Such as <c>ms</c>, <c>%</c>, <c>/s</c>, <c>s</c>, <c>pods</c>.</param>
/// <param name="Threshold">The limit it is judged by, in the same unit; null when it is not judged.</param>
/// <param name="Detail">What was measured, or why it could not be: one short sentence without secrets.</param>
public sealed record Reading(
    RegionId Region,
    string Signal,
    Health Health,
    double? Value,
    string? Unit,
    double? Threshold,
    string Source,
    DateTimeOffset ObservedAt,
    TimeSpan Cadence,
    string Detail) : Observation(Source, ObservedAt, Cadence)
{
    protected override IEnumerable<double?> Numbers => [Value, Threshold];

    public override FleetSnapshot ApplyTo(FleetSnapshot snapshot) =>
        snapshot.WithRegion(Region, state => state.With(this));

    /// <summary>A reading of a source that could not be asked.</summary>
    public static Reading Unknown(RegionId region, string signal, string source, DateTimeOffset at, TimeSpan cadence, string reason) =>
        new(region, signal, Health.Unknown, null, null, null, source, at, cadence, reason);

    /// <summary>The reading as it must be drawn now: a stale one is Unknown.</summary>
    public Reading AsOf(DateTimeOffset now) => !IsStale(now) || Health == Health.Unknown
        ? this
        : this with { Health = Health.Unknown, Detail = $"last seen {Text.Age(now - ObservedAt)}" };
}
