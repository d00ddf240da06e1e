using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Comms.Outbox;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Loops;
using IncidentConsole.Domain.Review.Recordings;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentConsole.Infra.Tests.Postgres;

/// <summary>A console on Postgres with the loops that read timelines, as the host runs them: one that ends is the end of the process.</summary>
internal sealed class LivingConsole : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ConsoleOnPostgres console;
    private readonly Task[] loops;
    private readonly Supervisor supervisor = new(TimeProvider.System, NullLogger<Supervisor>.Instance);

    public LivingConsole(string connectionString)
    {
        console = new(connectionString);
        Desk = new(console.Log);
        var policy = new FleetPolicy
        {
            PublicName = "api.example.com",
            Regions = [new() { Id = "eu-west", Role = "primary", LoadBalancer = "eu.example.com" }, new() { Id = "us-east", Role = "secondary", LoadBalancer = "us.example.com" }],
        };
        var fleet = new Live<FleetSnapshot>(FleetSnapshot.Of(policy.RegionIds));
        var time = TimeProvider.System;
        var tools = new Tools([], []);
        Actions = new(Desk, fleet, policy, tools, time);
        loops =
        [
            SyncAsync(),
            new ActionRunner(Desk, Actions, new(Desk, Actions, tools, new(Desk, time)), console.Log, supervisor, time).RunAsync(stop.Token),
            new EvidenceWatcher(Desk, fleet, policy, supervisor, time).RunAsync(stop.Token),
            new MessageSender(Desk, console.Log, [], supervisor, time).RunAsync(stop.Token),
            new Recorder(Desk, fleet, console.Log, console.Recordings, supervisor, time).RunAsync(stop.Token),
        ];
    }

    public IncidentDesk Desk { get; }

    public ActionDesk Actions { get; }

    public IIncidentLog Log => console.Log;

    /// <summary>Returns once the console has read so much of an incident.</summary>
    public async Task ReadsAsync(int incident, long sequence)
    {
        var read = ReadAsync(incident, sequence, TestContext.Current.CancellationToken);
        // A loop that ends first is what these tests are about: its exception is the failure.
        if (await Task.WhenAny([read, .. loops.Where(loop => !loop.IsCompletedSuccessfully)]) is var first && first != read) await first;
        await read;
    }

    public async Task<int> DeclareAsync()
    {
        var declared = new IncidentDeclared(
            new RegionId("eu-west"), new RegionId("us-east"), Severity.P1, IncidentKind.Real, "eu-west down", TimeProvider.System.GetUtcNow(), null, "ada", "geo-failover", "1");
        var opened = await Log.OpenAsync(Entries.Ada, [new NewEntry(declared, null)], TestContext.Current.CancellationToken);
        await ReadsAsync(opened.Entries[0].Incident, 1);
        return opened.Entries[0].Incident;
    }

    /// <summary>No loop has ended, and none had to be begun again.</summary>
    public void Lives()
    {
        Assert.All(loops, loop => Assert.False(loop.IsFaulted, loop.Exception?.ToString()));
        Assert.All(supervisor.Health.Current.Failures, failures => Assert.Equal(0, failures.Value));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(loops).ContinueWith(static _ => { }, TaskScheduler.Default);
        await console.DisposeAsync();
        stop.Dispose();
    }

    private async Task ReadAsync(int incident, long sequence, CancellationToken cancellationToken)
    {
        await foreach (var book in Desk.Book.WatchAsync(cancellationToken))
            if (book.Find(incident)?.Incident.Sequence >= sequence || (book.Unread.TryGetValue(incident, out var unread) && unread.Sequence >= sequence)) return;
    }

    // As the host's own: while the store is away it is asked again and again.
    private async Task SyncAsync()
    {
        await foreach (var number in console.Log.WatchAsync(stop.Token))
            while ((number == -1 ? await Desk.RefreshAllAsync(stop.Token) : await Desk.RefreshAsync(number, stop.Token)) is { Reason: RefusalReason.Unavailable })
                await Task.Delay(TimeSpan.FromMilliseconds(100), stop.Token);
    }
}
