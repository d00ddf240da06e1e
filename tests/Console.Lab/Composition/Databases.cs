using System.Net;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Fleet.Backend;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;

namespace IncidentConsole.Lab.Composition;

/// <summary>The range's two Postgres servers: the console's own, and one that stands for the warm store of every region.</summary>
internal sealed class Databases : IAsyncDisposable
{
    public const string Console = "console";
    private readonly PostgresServer console;
    private readonly PostgresServer warm;

    public Databases(RangeFolder folder, TimeProvider time)
    {
        var consolePort = FreePorts.Next();
        console = new PostgresServer(folder.In("console-postgres"), consolePort);
        ConsoleGate = new Gate(new IPEndPoint(IPAddress.Loopback, FreePorts.Next()), new IPEndPoint(IPAddress.Loopback, consolePort), time);
        warm = new PostgresServer(folder.In("warm-postgres"), WarmPort);
    }

    public int WarmPort { get; } = FreePorts.Next();

    public Gate ConsoleGate { get; }

    public string ConsoleConnectionString => console.ConnectionString(Console, ConsoleGate.Address.Port);

    public string WarmConnectionString(string region, Gate gate) => warm.ConnectionString(NameOf(region), gate.Address.Port);

    public Task StartAsync(IEnumerable<string> regions, CancellationToken cancellationToken) =>
        Task.WhenAll(StartConsoleAsync(cancellationToken), StartWarmAsync(regions, cancellationToken));

    public Func<Task> ApplyFaultsAsync(FaultBoard faults) => () =>
    {
        ConsoleGate.SetIfChanged(GateRules.ConsolePostgres(faults));
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync()
    {
        await ConsoleGate.DisposeAsync();
        await Task.WhenAll(console.DisposeAsync().AsTask(), warm.DisposeAsync().AsTask());
    }

    private async Task StartConsoleAsync(CancellationToken cancellationToken)
    {
        await console.StartAsync(cancellationToken);
        await console.CreateDatabaseAsync(Console, cancellationToken);
        ConsoleGate.Open();
    }

    private async Task StartWarmAsync(IEnumerable<string> regions, CancellationToken cancellationToken)
    {
        await warm.StartAsync(cancellationToken);
        foreach (var region in regions)
        {
            await warm.CreateDatabaseAsync(NameOf(region), cancellationToken);
            await warm.ExecuteAsync(NameOf(region), WarmStore.Schema, cancellationToken);
        }
    }

    private static string NameOf(string region) => $"warm_{region.Replace('-', '_')}";
}
