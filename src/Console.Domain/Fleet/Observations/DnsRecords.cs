using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Domain.Fleet;

/// <summary>The record sets of the public name as the provider keeps them: policy, weights, health checks.</summary>
/// <param name="Health">Unknown when the provider's API could not be asked.</param>
/// <param name="State">Null when unknown.</param>
public sealed record DnsRecords(Health Health, DnsState? State, string Source, DateTimeOffset ObservedAt, TimeSpan Cadence, string Detail)
    : Observation(Source, ObservedAt, Cadence)
{
    /// <summary>Destinations of the records that are known to be no region's.</summary>
    public ImmutableSortedSet<string> OffTarget { get; init; } = [];

    protected override IEnumerable<double?> Numbers =>
        State?.Records.SelectMany(record => new double?[] { record.TimeToLive, record.Weight }) ?? [];

    public override FleetSnapshot ApplyTo(FleetSnapshot snapshot) => snapshot with { DnsRecords = this };
}
