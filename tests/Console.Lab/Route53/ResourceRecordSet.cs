namespace IncidentConsole.Lab.Route53;

/// <summary>A record set as Route 53 keeps it: simple, or one of the weighted ones of its name and type.</summary>
public sealed record ResourceRecordSet
{
    /// <summary>Lower case with the closing dot.</summary>
    public required string Name { get; init; }

    /// <summary>As Route 53 spells it, such as <c>CNAME</c>.</summary>
    public required string Type { get; init; }

    public string? SetIdentifier { get; init; }

    /// <summary>0 to 255; null for a simple record.</summary>
    public long? Weight { get; init; }

    /// <summary>Seconds; null for an alias, which takes its target's.</summary>
    public long? Ttl { get; init; }

    public IReadOnlyList<string> Values { get; init; } = [];
    public AliasTarget? Alias { get; init; }
    public string? HealthCheckId { get; init; }

    /// <summary>What no two record sets share.</summary>
    public (string Name, string Type, string? SetIdentifier) Key => (Name, Type, SetIdentifier);

    /// <summary>Whether a DELETE names exactly this; the order of the values does not count.</summary>
    public bool IsSameAs(ResourceRecordSet other) =>
        this with { Values = [] } == other with { Values = [] } && Values.Order().SequenceEqual(other.Values.Order());

    // A list compares by reference; here its content counts.
    public bool Equals(ResourceRecordSet? other) =>
        other is not null && Key == other.Key && Weight == other.Weight && Ttl == other.Ttl && Alias == other.Alias
        && HealthCheckId == other.HealthCheckId && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Key.GetHashCode();
}

/// <param name="HostedZoneId">The zone the target lies in.</param>
/// <param name="DnsName">Lower case with the closing dot.</param>
/// <param name="EvaluateTargetHealth">Whether this record is as healthy as its target.</param>
public sealed record AliasTarget(string HostedZoneId, string DnsName, bool EvaluateTargetHealth);
