using System.Globalization;

namespace IncidentConsole.Infra.Redis;

/// <summary>What <c>INFO memory</c> says, in bytes.</summary>
/// <param name="Most">0 when there is no limit.</param>
internal sealed record RedisMemory(double Used, double Most)
{
    public double Megabytes => Used / 1e6;

    /// <summary>Null when there is no limit.</summary>
    public double? Percent => Most > 0 ? 100 * Used / Most : null;

    public static RedisMemory Parse(string info)
    {
        var lines = info.Split('\n', StringSplitOptions.TrimEntries).Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return new(Number(lines, "used_memory"), Number(lines, "maxmemory"));
    }

    private static double Number(Dictionary<string, string> lines, string key) =>
        double.TryParse(lines.GetValueOrDefault(key), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
