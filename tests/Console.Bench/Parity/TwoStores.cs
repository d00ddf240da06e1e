using System.Security.Cryptography;
using System.Text;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;
using StackExchange.Redis;

namespace IncidentConsole.Bench.Parity;

/// <summary>Two real Redis with the same dedup entries, and differences planted in them.</summary>
internal sealed class TwoStores : IAsyncDisposable
{
    private const int OfEachKind = 200;
    private const int Batch = 5_000;

    private readonly string folder = Directory.CreateTempSubdirectory("parity-").FullName;
    private readonly List<RedisServer> servers = [];
    private readonly int keys;

    private TwoStores(int keys) => this.keys = keys;

    public int LeftPort => servers[0].Port;

    public int RightPort => servers[1].Port;

    /// <summary>Keys only in one of them.</summary>
    public static int PlantedKeys => 2 * OfEachKind;

    /// <summary>Keys in both with different values.</summary>
    public static int PlantedConflicts => OfEachKind;

    public static async Task<TwoStores> StartAsync(int keys, CancellationToken cancellationToken)
    {
        var stores = new TwoStores(keys);
        foreach (var side in new[] { "left", "right" })
        {
            var server = new RedisServer(Path.Combine(stores.folder, side), FreePorts.Next());
            stores.servers.Add(server);
            await server.StartAsync(cancellationToken);
        }
        await Task.WhenAll(stores.FillAsync(stores.LeftPort, isLeft: true), stores.FillAsync(stores.RightPort, isLeft: false));
        return stores;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers) await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task FillAsync(int port, bool isLeft)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port},allowAdmin=true,syncTimeout=60000,asyncTimeout=60000");
        // A log of a million writes would make this a bench of the disk.
        await redis.GetServers()[0].ConfigSetAsync("appendonly", "no");
        var database = redis.GetDatabase();
        foreach (var batch in Enumerable.Range(0, keys).Chunk(Batch))
        {
            await Task.WhenAll(batch
                .Where(number => IsHere(number, isLeft))
                .Select(number => database.StringSetAsync(Key(number), Value(number, isLeft), TimeSpan.FromDays(13))));
        }
    }

    private bool IsHere(int number, bool isLeft) => (number % (keys / OfEachKind)) switch
    {
        1 => isLeft,
        2 => !isLeft,
        _ => true,
    };

    private static string Key(int number) => "pcs:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{number}")));

    private string Value(int number, bool isLeft)
    {
        var epoch = number % (keys / OfEachKind) == 3 && !isLeft ? number + 1 : number;
        return $$"""{"accepted":true,"escalated":false,"reason":"","recomputed_D_hat":1.{{number:000000000}},"""
            + $$""" "recomputed_budget":0.35,"epoch":{{epoch:000000000}},"shard_id":"shard-{{number % 64:00}}"}""";
    }
}
