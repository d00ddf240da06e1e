using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IncidentConsole.Bench.EndToEnd;

/// <summary>What each test of the suite took, from the log that its plan keeps.</summary>
internal static partial class SuiteLog
{
    /// <summary>The tests that passed, with milliseconds.</summary>
    public static IEnumerable<(string Test, double Took)> Passed(JsonElement plan) => plan.GetProperty("log").EnumerateArray()
        .Select(line => Line().Match(line.GetString()!))
        .Where(line => line.Success)
        .Select(line => (line.Groups["name"].Value.ToLowerInvariant().Replace(' ', '-'),
            double.Parse(line.Groups["took"].Value, CultureInfo.InvariantCulture) * (line.Groups["unit"].Value == "s" ? 1000 : 1)));

    [GeneratedRegex(@"^passed +(?<name>[^:]+): .*, (?<took>[0-9.,]+) (?<unit>ms|s)$")]
    private static partial Regex Line();
}
