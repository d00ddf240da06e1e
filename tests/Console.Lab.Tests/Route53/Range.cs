using System.Net;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Route53;
using IncidentConsole.Lab.Route53.Health;

namespace IncidentConsole.Lab.Tests.Route53;

/// <summary>Two regions behind <c>api.example.com</c>, as the range sets them up.</summary>
internal static class Range
{
    public static readonly IReadOnlyList<RegionTarget> Regions =
        [new("eu-west", "127.0.1.1", null), new("us-east", "127.0.2.1", null)];

    public static Route53Options Weighted { get; } = new()
    {
        RecordSets = RegionRecords.Weighted("api.example.com", 10, Regions),
        InSyncAfter = TimeSpan.Zero,
    };

    public static Route53Options Simple { get; } = new()
    {
        RecordSets = RegionRecords.Simple("api.example.com", 10, Regions),
        InSyncAfter = TimeSpan.Zero,
    };

    /// <summary>As <see cref="Weighted"/>, each region with a health check on that endpoint.</summary>
    public static Route53Options Checked(params (string Region, IPEndPoint EndPoint)[] regions) => new()
    {
        InSyncAfter = TimeSpan.Zero,
        RecordSets = RegionRecords.Weighted("api.example.com", 10, [.. Regions.Select(region => region with { HealthCheckId = "hc-" + region.Region })]),
        HealthChecks = [.. regions.Select(region => new HealthCheck
        {
            Id = "hc-" + region.Region, EndPoint = region.EndPoint, DomainName = $"{region.Region}-alb.example.com",
            Interval = TimeSpan.FromMilliseconds(20), Timeout = TimeSpan.FromSeconds(1), FailureThreshold = 2,
        })],
    };

    public static async Task<Route53Api> StartAsync(FaultBoard faults, Route53Options options)
    {
        var api = new Route53Api(faults, TimeProvider.System, options);
        await api.StartAsync(TestContext.Current.CancellationToken);
        return api;
    }

    public static ResourceRecordSet Cname(string target, string? setIdentifier = null, long? weight = null, long ttl = 10) => new()
    {
        Name = "api.example.com.", Type = "CNAME", Ttl = ttl, Values = [target], SetIdentifier = setIdentifier, Weight = weight,
    };

    public static void On(this FaultBoard faults, string fault, params (string Name, string Value)[] arguments) =>
        faults.Set(fault, arguments.ToDictionary(argument => argument.Name, argument => argument.Value));
}
