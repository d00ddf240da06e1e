using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Loops;
using IncidentConsole.Domain.Runbooks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>A small fleet of two regions and an incident desk over a log in memory.</summary>
internal sealed class World
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 30, 0, TimeSpan.Zero);
    public static readonly RegionId EuWest = new("eu-west");
    public static readonly RegionId UsEast = new("us-east");
    public static readonly TimeSpan Cadence = TimeSpan.FromSeconds(10);
    public static readonly Actor Commander = new("commander", Role.Commander, "127.0.0.1");

    public World(FakeTimeProvider? time = null)
    {
        Time = time ?? new(Start);
        Log = new MemoryLog(Time);
        Desk = new IncidentDesk(Log);
        Supervisor = new Supervisor(Time, NullLogger<Supervisor>.Instance);
        Fleet = new Live<FleetSnapshot>(FleetSnapshot.Of(Policy.RegionIds));
    }

    public FakeTimeProvider Time { get; }
    public MemoryLog Log { get; }
    public IncidentDesk Desk { get; }
    public Live<FleetSnapshot> Fleet { get; }

    /// <summary>The net its loops run in.</summary>
    public Supervisor Supervisor { get; }

    public FleetPolicy Policy { get; } = new()
    {
        PublicName = "api.example.com",
        GoodUserPathProbes = 3,
        Regions =
        [
            new RegionPolicy { Id = "eu-west", Role = "primary", LoadBalancer = "eu-west-alb.example.com" },
            new RegionPolicy { Id = "us-east", Role = "secondary", LoadBalancer = "us-east-alb.example.com" },
        ],
    };

    public DateTimeOffset Now => Time.GetUtcNow();

    public void See(params Observation[] observations) => Fleet.Update(snapshot => snapshot.With(observations, Now));

    public void Probe(RegionId region, string vantagePoint, Health result, int failuresNeeded = 3) =>
        See(new HealthProbe(region, vantagePoint, result, failuresNeeded, vantagePoint, Now, Cadence, result == Health.Fail ? "connection refused" : "200 OK")
        {
            ByProvider = vantagePoint == VantagePoints[0],
        });

    /// <summary>Both regions healthy, as three vantage points see it.</summary>
    public void BothHealthy()
    {
        foreach (var region in Policy.RegionIds)
            foreach (var vantagePoint in VantagePoints)
                Probe(region, vantagePoint, Health.Pass);
    }

    /// <summary>eu-west is seen down by all three.</summary>
    public void EuWestDies()
    {
        BothHealthy();
        for (var i = 0; i < 3; i++)
        {
            Time.Advance(Cadence);
            foreach (var vantagePoint in VantagePoints)
            {
                Probe(EuWest, vantagePoint, Health.Fail);
                Probe(UsEast, vantagePoint, Health.Pass);
            }
        }
    }

    /// <summary>The items of the Failover phase on somebody's word, but for these.</summary>
    public static IEnumerable<IncidentEvent> FailoverDone(params int[] but) =>
        Enumerable.Range(1, 7).Except(but).Select(step => new StepAttested(step, "", "rehearsed", []));

    public void EuWestStaysDown()
    {
        foreach (var vantagePoint in VantagePoints) Probe(EuWest, vantagePoint, Health.Fail);
    }

    public async Task<int> DeclareAsync(IncidentKind kind = IncidentKind.Real)
    {
        var outcome = await TryDeclareAsync(Desk, kind);
        Assert.Null(outcome.Refusal);
        return outcome.View!.Incident.Number;
    }

    public Task<Outcome> TryDeclareAsync(IncidentDesk desk, IncidentKind kind = IncidentKind.Real)
    {
        var declare = new Declare(EuWest, Severity.P1, kind);
        return desk.OpenAsync(Commander, EuWest.Value, book => declare.Decide(Fleet.Current, book.Open, Commander.Name, Now), CancellationToken.None);
    }

    public Incident Incident(int number) => Desk.Book.Current.Find(number)!.Incident;

    /// <summary>What its timeline tells of one kind.</summary>
    public IEnumerable<T> Entries<T>(int number) => Desk.Book.Current.Find(number)!.Entries.Select(entry => entry.Event).OfType<T>();

    public StepContext Context(int number) => new(Incident(number), Fleet.Current, Policy, Now);

    public static DnsState Weighted(int euWest, int usEast) => new([Record("eu-west", euWest), Record("us-east", usEast)]);

    private static readonly ImmutableArray<string> VantagePoints = ["Route 53 health check", "this console", "us-east"];

    private static DnsRecordSet Record(string region, int weight) =>
        new("api.example.com", "CNAME", 60, [$"{region}-alb.example.com"], null, region, weight, $"hc-{region}");
}
