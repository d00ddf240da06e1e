using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;
using StackExchange.Redis;

namespace IncidentConsole.Lab.Tests.Processes;

public class RedisServerTests
{
    [Fact]
    public async Task A_killed_Redis_comes_back_with_its_data()
    {
        var folder = Directory.CreateTempSubdirectory("range-redis-").FullName;
        await using var server = new RedisServer(folder, FreePorts.Next());
        await server.StartAsync(TestContext.Current.CancellationToken);
        using (var redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{server.Port}"))
        {
            await redis.GetDatabase().StringSetAsync("pcs:a", "kept");
            // appendfsync everysec survives a killed process at once, as the kernel has the bytes.
            await server.KillAsync();
        }

        Assert.False(server.IsRunning);
        await server.StartAsync(TestContext.Current.CancellationToken);

        using var again = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{server.Port}");
        Assert.Equal("kept", await again.GetDatabase().StringGetAsync("pcs:a"));
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
