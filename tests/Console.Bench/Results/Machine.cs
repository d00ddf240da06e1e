using System.Globalization;

namespace IncidentConsole.Bench.Results;

/// <summary>Where a run took place: a figure of a busy machine says little.</summary>
/// <param name="Load">Runnable threads (load average of a minute) at the start; null where the system does not say.</param>
internal sealed record Machine(int Cores, double? Load)
{
    private const string LoadFile = "/proc/loadavg";

    public static Machine Now() => new(Environment.ProcessorCount, LoadNow());

    public static double? LoadNow() =>
        File.Exists(LoadFile) ? double.Parse(File.ReadAllText(LoadFile).Split(' ')[0], CultureInfo.InvariantCulture) : null;
}
