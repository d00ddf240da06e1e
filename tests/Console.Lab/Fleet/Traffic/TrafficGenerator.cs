using IncidentConsole.Lab.Fleet.Pcs;

namespace IncidentConsole.Lab.Fleet.Traffic;

/// <summary>The fleet's clients: a steady load of fresh documents that follows DNS as real clients do.</summary>
internal sealed class TrafficGenerator(TrafficOptions options, PcsSignature signature, TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<TrafficClient> clients = [];
    private Task running = Task.CompletedTask;

    public Ledger Ledger { get; } = new();

    public TrafficShare Share { get; } = new(time);

    public void Start()
    {
        if (options.PerSecond <= 0)
            return;
        var documents = new PcsFactory(signature, time);
        for (var number = 0; number < options.Clients; number++)
        {
            var name = new PublicName(options.Name, options.Resolvers[number % options.Resolvers.Count], time);
            clients.Add(new TrafficClient(options, name, options.Tenants[number % options.Tenants.Count], documents, Ledger, Share, time));
        }

        running = Task.WhenAll(clients.Select(client => client.RunAsync(stop.Token)));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var client in clients)
            client.Dispose();
        stop.Dispose();
    }
}
