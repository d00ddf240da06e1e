using System.Globalization;

namespace IncidentConsole.Bench;

/// <summary>How figures are printed and summed up.</summary>
internal static class Figures
{
    public static void Print(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value:0.###} {unit}").TrimEnd());

    /// <summary>A figure of a busy machine says little: print how busy it was.</summary>
    public static void PrintLoad()
    {
        Print("machine.cores", Environment.ProcessorCount, "cores");
        if (File.Exists("/proc/loadavg"))
            Print("machine.load", double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture), "runnable");
    }

    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }
}
