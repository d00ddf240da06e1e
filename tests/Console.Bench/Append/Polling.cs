using IncidentConsole.Bench.Rig;

namespace IncidentConsole.Bench.Append;

/// <summary>What a screen without live updates would do: ask for the newest entries each second.</summary>
internal static class Polling
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>When each note was seen first; returns once all of them were.</summary>
    public static async Task<IReadOnlyDictionary<int, DateTimeOffset>> RunAsync(
        ConsoleApi reader, int incident, int notes, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<int, DateTimeOffset>();
        var last = 0L;
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        while (seen.Count < notes && await timer.WaitForNextTickAsync(cancellationToken))
        {
            foreach (var (sequence, sentence) in await reader.TimelineAsync(incident, last, cancellationToken))
            {
                last = sequence;
                if (Note.NumberIn(sentence) is { } number) seen.TryAdd(number, TimeProvider.System.GetUtcNow());
            }
        }
        return seen;
    }
}
