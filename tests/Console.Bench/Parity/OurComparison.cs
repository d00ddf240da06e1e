using IncidentConsole.Infra.Redis.Parity;
using StackExchange.Redis;

namespace IncidentConsole.Bench.Parity;

/// <summary>The comparison as the console does it, connections and all.</summary>
internal static class OurComparison
{
    /// <summary>The number of keys that differ.</summary>
    public static async Task<int> RunAsync(TwoStores stores, bool values, CancellationToken cancellationToken)
    {
        await using var left = await OpenAsync("left", stores.LeftPort, cancellationToken);
        await using var right = await OpenAsync("right", stores.RightPort, cancellationToken);
        var found = 0;
        await foreach (var _ in new DedupComparison(left, right) { Values = values }.RunAsync(cancellationToken)) found++;
        return found;
    }

    private static Task<DedupStore> OpenAsync(string name, int port, CancellationToken cancellationToken) =>
        DedupStore.OpenAsync(name, ConfigurationOptions.Parse($"127.0.0.1:{port}"), cancellationToken);
}
