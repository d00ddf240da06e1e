using System.Security.Cryptography;
using System.Text;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;
using StackExchange.Redis;

namespace IncidentConsole.Bench.Merge;

/// <summary>Two real Redis: a full one, and one to be filled.</summary>
internal sealed class OneWay : IAsyncDisposable
{
    private const int Batch = 5_000;

    private readonly string folder = Directory.CreateTempSubdirectory("merge-").FullName;
    private readonly List<RedisServer> servers = [];
    private readonly List<ConnectionMultiplexer> clients = [];

    private OneWay(int keys) => Keys = keys;

    /// <summary>How many the source holds.</summary>
    public int Keys { get; }

    public int SourcePort => servers[0].Port;

    public int DestinationPort => servers[1].Port;

    public static async Task<OneWay> StartAsync(int keys, CancellationToken cancellationToken)
    {
        var stores = new OneWay(keys);
        foreach (var side in new[] { "source", "destination" })
        {
            var server = new RedisServer(Path.Combine(stores.folder, side), FreePorts.Next());
            stores.servers.Add(server);
            await server.StartAsync(cancellationToken);
            var client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{server.Port},allowAdmin=true,syncTimeout=60000,asyncTimeout=60000");
            stores.clients.Add(client);
            // A log of a million writes would make this a bench of the disk.
            await client.GetServers()[0].ConfigSetAsync("appendonly", "no");
        }
        await stores.FillAsync();
        return stores;
    }

    public Task EmptyDestinationAsync() => clients[1].GetServers()[0].FlushDatabaseAsync();

    public Task<long> CopiedAsync() => clients[1].GetServers()[0].DatabaseSizeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) await client.DisposeAsync();
        foreach (var server in servers) await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task FillAsync()
    {
        var database = clients[0].GetDatabase();
        foreach (var batch in Enumerable.Range(0, Keys).Chunk(Batch))
            await Task.WhenAll(batch.Select(number => database.StringSetAsync(Key(number), Value(number), TimeSpan.FromDays(13))));
    }

    private static string Key(int number) => "pcs:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{number}")));

    private static string Value(int number) =>
        $$"""{"accepted":true,"escalated":false,"reason":"","recomputed_D_hat":1.{{number:000000000}},"recomputed_budget":0.35,"epoch":{{number:000000000}},"shard_id":"shard-{{number % 64:00}}"}""";
}
