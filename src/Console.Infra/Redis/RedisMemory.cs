using System.Globalization;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Redis;

/// <summary>What <c>INFO memory</c> says, in bytes.</summary>
/// <param name="Most">0 when there is no limit.</param>
internal sealed record RedisMemory(double Used, double Most)
{
    public double Megabytes => Used / 1e6;

    /// <summary>Null when there is no limit.</summary>
    public double? Percent => Most > 0 ? 100 * Used / Most : null;

    /// <exception cref="CouldNotAskException">It does not say, or no plausible number.</exception>
    public static RedisMemory Parse(string info)
    {
        var lines = info.Split('\n', StringSplitOptions.TrimEntries)
            .Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1]);
        return new(Number(lines, "used_memory"), Number(lines, "maxmemory"));
    }

    private static double Number(ILookup<string, string> lines, string key) =>
        !double.TryParse(lines[key].LastOrDefault(), CultureInfo.InvariantCulture, out var number)
            ? throw new CouldNotAskException($"INFO tells no {key}")
        : Plausible.Number(number) is { } why ? throw new CouldNotAskException($"{key} is {why}")
        : number;
}
