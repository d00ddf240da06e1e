using IncidentConsole.Lab.Route53.Health;

namespace IncidentConsole.Lab.Route53;

/// <summary>One account with one hosted zone and its health checks.</summary>
public sealed class Route53Options
{
    /// <summary>Of the API on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    public string AccessKeyId { get; init; } = "AKIARANGE";
    public string SecretAccessKey { get; init; } = "range-secret";

    public string ZoneId { get; init; } = "Z1234";
    public string ZoneName { get; init; } = "example.com.";
    public IReadOnlyList<string> NameServers { get; init; } = ["ns1.example.com", "ns2.example.com"];

    /// <summary>What the zone holds at the start, besides its NS and SOA. See <see cref="RegionRecords"/>.</summary>
    public IReadOnlyList<ResourceRecordSet> RecordSets { get; init; } = [];

    public IReadOnlyList<HealthCheck> HealthChecks { get; init; } = [];

    /// <summary>From PENDING to INSYNC.</summary>
    public TimeSpan InSyncAfter { get; init; } = TimeSpan.FromSeconds(2);

    public ChangeBatchErrorForm ChangeBatchErrors { get; init; }
}

/// <summary>Route 53 has said InvalidChangeBatch in two ways; a client must read both.</summary>
public enum ChangeBatchErrorForm
{
    /// <summary>As every other error, the messages as one list in brackets: what the service sends since about 2020.</summary>
    ErrorResponse,

    /// <summary>Its own root with one element a message: what the API reference still documents.</summary>
    OwnRoot,
}
