using System.Collections.Concurrent;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Web.Hosting;

/// <summary>Keeps the book of incidents in step with the store: reads it all at start and after an outage, then what others append.</summary>
internal sealed class IncidentSync(IncidentDesk desk, IIncidentLog log, Supervisor supervisor, TimeProvider time) : IBackgroundLoop
{
    private const int EverythingAgain = -1;
    private static readonly Loop Reading = new("timelines", "The timelines are not being read");
    private static readonly Loop Hearing = new("timeline-feed", "Entries by other consoles are not being read");
    private static readonly Loop Looking = new("timeline-store", "Whether the timeline can be reached is not being looked at");
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<int, bool> unread = new();

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        supervisor.RunAsync(Reading, ReadAllAsync, cancellationToken),
        supervisor.EveryAsync(Looking, Again, LookAsync, cancellationToken),
        supervisor.RunAsync(Hearing, HearAsync, cancellationToken));

    private async Task HearAsync(CancellationToken cancellationToken)
    {
        await foreach (var number in log.WatchAsync(cancellationToken))
            if (number == EverythingAgain) await supervisor.RunAsync(Reading, ReadAllAsync, cancellationToken);
            else await ReadAsync(number, cancellationToken);
    }

    private async Task ReadAsync(int number, CancellationToken cancellationToken)
    {
        if (await supervisor.TryAsync(Hearing.Of($"#{number}", $"New entries of incident #{number} are not being read"), token => desk.RefreshAsync(number, token), cancellationToken))
            unread.TryRemove(number, out _);
        else unread[number] = true;
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await desk.LookAsync(cancellationToken);
        // Nobody may append to it again for long: it is read again when it has rested.
        foreach (var number in unread.Keys) await ReadAsync(number, cancellationToken);
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        while (await desk.RefreshAllAsync(cancellationToken) is not null)
            await Task.Delay(Again, time, cancellationToken);
    }
}
