using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Actions;

/// <summary>All record sets of the public name (one simple record, or one weighted record a region).</summary>
public sealed record DnsState(ImmutableArray<DnsRecordSet> Records) : TargetState
{
    public override IReadOnlyList<string> Lines => [.. Records.Select(record => record.Line).Order(StringComparer.Ordinal)];

    /// <summary>One record without a weight, or one of each address type.</summary>
    [JsonIgnore]
    public bool IsSimple => !Records.IsEmpty && Records.All(record => record is { IsWeighted: false, SetIdentifier: null })
        && Records.Select(record => record.Type).Distinct().Count() == Records.Length;

    /// <summary>A record's weight as it is answered: 1 for one without, and, while every record of its type is at 0, for each of them, since then all may be.</summary>
    public int EffectiveWeight(DnsRecordSet record) => record.Weight is > 0 and var weight ? weight
        : record.Weight is null || !Records.Any(other => other.Type == record.Type && other.Weight > 0) ? 1
        : 0;
}

/// <summary>One record set as the provider keeps it.</summary>
/// <param name="Name">Without the final dot.</param>
/// <param name="Type"><c>CNAME</c>, <c>A</c>, ...</param>
/// <param name="TimeToLive">Seconds; null for an alias.</param>
/// <param name="Values">Targets, without the final dot; empty for an alias.</param>
/// <param name="Alias">The alias target; null for a plain record.</param>
/// <param name="SetIdentifier">Names the record among its weighted siblings; null for a simple record.</param>
/// <param name="Weight">0 to 255; null for a simple record.</param>
/// <param name="HealthCheckId">The provider's health check that takes it out of the answers by itself.</param>
public sealed record DnsRecordSet(
    string Name,
    string Type,
    long? TimeToLive,
    ImmutableArray<string> Values,
    DnsAlias? Alias,
    string? SetIdentifier,
    int? Weight,
    string? HealthCheckId)
{
    [JsonIgnore]
    public bool IsWeighted => Weight is not null;

    /// <summary>Where it leads: its first value or its alias.</summary>
    [JsonIgnore]
    public string Destination => Alias?.DnsName ?? Values.FirstOrDefault() ?? "";

    /// <summary>Everything it leads to.</summary>
    [JsonIgnore]
    public IEnumerable<string> Destinations => Alias is null ? Values : [Alias.DnsName];

    /// <summary>Whether it leads to the region's load balancer.</summary>
    public bool LeadsTo(RegionPolicy region) => HostName.AreSame(Destination, region.LoadBalancer);

    internal string Line
    {
        get
        {
            var parts = new List<string> { Name, Type };
            if (SetIdentifier is not null) parts.Add(SetIdentifier);
            if (Weight is not null) parts.Add($"weight {Weight.Value.ToString(CultureInfo.InvariantCulture)}");
            parts.Add(Alias is null ? $"→ {string.Join(", ", Values)}" : $"→ alias {Alias.DnsName} (zone {Alias.HostedZoneId}{(Alias.EvaluateTargetHealth ? ", evaluates health" : "")})");
            if (TimeToLive is not null) parts.Add($"TTL {TimeToLive.Value.ToString(CultureInfo.InvariantCulture)}");
            if (HealthCheckId is not null) parts.Add($"health check {HealthCheckId}");
            return string.Join(' ', parts);
        }
    }
}

/// <summary>An alias record's target.</summary>
public sealed record DnsAlias(string HostedZoneId, string DnsName, bool EvaluateTargetHealth);
