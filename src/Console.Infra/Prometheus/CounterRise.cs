using IncidentConsole.Domain.Reconciliation;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>
/// By how much one counter rose within a window, from what was collected of it around each end: at least what lies between the two collections within,
/// at most what lies between the two around it. <c>increase()</c> guesses instead, and one collection that failed at an end is an end of the counter to it.
/// </summary>
internal static class CounterRise
{
    /// <summary>Null when the counter does not cover the window: it began, ended or began anew in it.</summary>
    /// <param name="samples">In the order of time, and from before the window to after it.</param>
    /// <param name="reach">Within so long a counter that goes on is collected again.</param>
    public static Rise? Of(IReadOnlyList<CounterSample> samples, DateTimeOffset from, DateTimeOffset to, TimeSpan reach)
    {
        if (samples.LastOrDefault(each => each.At <= from) is not { } before || samples.LastOrDefault(each => each.At <= to) is not { } last) return null;
        // A drain ends pods at the window's end; some begin anew under the same name.
        var after = samples.FirstOrDefault(each => each.At >= to) is { } next && next.Value >= last.Value ? next : null;
        if (after is null && last.At < to - reach) return null;
        List<CounterSample> around = [.. samples.Where(each => each.At >= before.At && each.At <= (after ?? last).At)];
        if (around.Zip(around.Skip(1)).Any(pair => pair.Second.Value < pair.First.Value)) return null;

        var first = around.FirstOrDefault(each => each.At >= from && each.At <= to);
        // What a pod that ended counted after its last collection is told by the pace it had.
        var most = after?.Value ?? last.Value + Beyond((last.Value - before.Value) / Math.Max(1, (last.At - before.At).TotalSeconds) * (to - last.At).TotalSeconds);
        return new(first is null ? 0 : last.Value - first.Value, most - before.Value);
    }

    // Writes come at random: three standard deviations more than expected.
    private static double Beyond(double expected) => Math.Ceiling(expected + 3 * Math.Sqrt(expected));
}

/// <summary>What a counter had counted when it was collected.</summary>
internal sealed record CounterSample(DateTimeOffset At, double Value);
