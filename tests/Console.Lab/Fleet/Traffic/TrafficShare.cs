using System.Collections.Concurrent;

namespace IncidentConsole.Lab.Fleet.Traffic;

/// <summary>Where the clients' requests of the last ten seconds went, and how they ended.</summary>
public sealed class TrafficShare(TimeProvider time)
{
    private const int Seconds = 10;
    private readonly ConcurrentDictionary<(long Second, string Region, bool Served), int> counts = new();

    public void Count(string region, bool served)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        counts.AddOrUpdate((now, region, served), 1, (_, count) => count + 1);
        foreach (var old in counts.Keys.Where(key => key.Second < now - Seconds))
            counts.TryRemove(old, out _);
    }

    /// <summary>Region to requests a second that were served; a region without any is not in it.</summary>
    public IReadOnlyDictionary<string, double> Served() => Recent(served: true);

    /// <summary>Region to requests a second that failed there.</summary>
    public IReadOnlyDictionary<string, double> Failed() => Recent(served: false);

    private Dictionary<string, double> Recent(bool served)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return counts
            .Where(count => count.Key.Served == served && count.Key.Second >= now - Seconds && count.Key.Second < now)
            .GroupBy(count => count.Key.Region)
            .ToDictionary(region => region.Key, region => region.Sum(count => count.Value) / (double)Seconds);
    }
}
