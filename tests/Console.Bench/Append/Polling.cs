using IncidentConsole.Bench.Rig;

namespace IncidentConsole.Bench.Append;

/// <summary>What a screen without live updates would do: ask for the newest entries each second.</summary>
internal static class Polling
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>When each note was seen first, until cancelled.</summary>
    public static async Task<IReadOnlyDictionary<int, DateTimeOffset>> RunAsync(ConsoleApi reader, int incident, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<int, DateTimeOffset>();
        var last = 0L;
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                foreach (var (sequence, sentence) in await reader.TimelineAsync(incident, last, cancellationToken))
                {
                    last = sequence;
                    if (Note.NumberIn(sentence) is { } number) seen.TryAdd(number, TimeProvider.System.GetUtcNow());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Enough has been seen.
        }
        return seen;
    }
}
