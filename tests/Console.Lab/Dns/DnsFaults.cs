using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Dns;

internal static class DnsFaults
{
    /// <summary>The fault <c>dns-slow</c>: every server answers late.</summary>
    public static async Task SlowDownAsync(FaultBoard faults, TimeProvider time, CancellationToken cancellationToken)
    {
        if (faults.Find("dns-slow") is { } slow)
            await Task.Delay(TimeSpan.FromMilliseconds(slow.Number("ms", 1500)), time, cancellationToken);
    }
}
