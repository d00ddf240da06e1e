using IncidentConsole.Infra.Redis;
using IncidentConsole.Infra.Redis.Parity;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Tests.Redis;

/// <summary>Two real Redis, empty at the start of each test.</summary>
public sealed class TwoRedis : IAsyncLifetime
{
    private const string Patient = ",asyncTimeout=60000,syncTimeout=60000,connectTimeout=60000";
    private readonly string folder = Directory.CreateTempSubdirectory("two-redis-").FullName;
    private readonly ConnectionMultiplexer[] clients = new ConnectionMultiplexer[2];

    public TwoRedis() => (LeftServer, RightServer) = (new(Path.Combine(folder, "left"), FreePorts.Next()), new(Path.Combine(folder, "right"), FreePorts.Next()));

    public RedisServer LeftServer { get; }

    public RedisServer RightServer { get; }

    public IDatabase Left => clients[0].GetDatabase();

    public IDatabase Right => clients[1].GetDatabase();

    public async ValueTask InitializeAsync()
    {
        await LeftServer.StartAsync(CancellationToken.None);
        await RightServer.StartAsync(CancellationToken.None);
        clients[0] = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{LeftServer.Port},allowAdmin=true{Patient}");
        clients[1] = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{RightServer.Port},allowAdmin=true{Patient}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) await client.DisposeAsync();
        await LeftServer.DisposeAsync();
        await RightServer.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    internal RedisOptions Options(ParityOptions? parity = null) => new()
    {
        Regions =
        {
            ["eu-west"] = new() { Connection = $"127.0.0.1:{LeftServer.Port}" },
            ["us-east"] = new() { Connection = $"127.0.0.1:{RightServer.Port}" },
        },
        TimeBox = TimeSpan.FromSeconds(20),
        Slow = TimeSpan.FromSeconds(20),
        Parity = parity ?? new(),
    };

    public async Task EmptyAsync()
    {
        foreach (var client in clients) await client.GetServers()[0].FlushAllDatabasesAsync();
    }

    internal Task<DedupStore> OpenLeftAsync() => OpenAsync("eu-west Redis", LeftServer.Port);

    internal Task<DedupStore> OpenRightAsync() => OpenAsync("us-east Redis", RightServer.Port);

    private static Task<DedupStore> OpenAsync(string name, int port) =>
        DedupStore.OpenAsync(name, ConfigurationOptions.Parse($"127.0.0.1:{port}"), TestContext.Current.CancellationToken);
}
