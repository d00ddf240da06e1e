using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Domain.Review.Recordings;

/// <summary>
/// Records the fleet while an incident is open. One replica does, under a lease. While the store is away nothing is kept for later: what was
/// not recorded is drawn as a gap.
/// </summary>
public sealed class Recorder(
    IncidentDesk desk, Live<FleetSnapshot> fleet, IIncidentLog log, IRecordings recordings, Supervisor supervisor, TimeProvider time)
    : IBackgroundLoop, IAsyncDisposable
{
    private static readonly Loop Recording = new("recorder", "The fleet is not being recorded");
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>The moment the newest sample of each incident stands for.</summary>
    private readonly Dictionary<int, DateTimeOffset> recorded = [];
    private IAsyncDisposable? lease;
    private bool isAway;

    public Task RunAsync(CancellationToken cancellationToken) => supervisor.EveryAsync(Recording, Look, LookAsync, cancellationToken);

    /// <summary>Records every open incident whose next sample is due.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            isAway = false;
            var due = desk.Book.Current.Open.Where(IsDue).ToList();
            if (due.Count == 0) return;
            lease ??= await log.TryLeaseAsync("recorder", cancellationToken);
            if (lease is null) return;
            foreach (var incident in due)
                await supervisor.TryAsync(Recording.Of($"#{incident.Number}", $"The fleet is not being recorded for incident #{incident.Number}"),
                    token => KeepAsync(incident, token), cancellationToken);
            if (isAway) await DisposeAsync();
        }
        catch (LogUnavailableException)
        {
            // The page says already that the store is away; whoever reaches it next may record.
            await DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (lease is { } held) await held.DisposeAsync();
        lease = null;
    }

    /// <summary>Up to the declaration, or the first sample where the recording began later.</summary>
    private static IEnumerable<RecordedSample> Before(Incident incident, FleetSnapshot snapshot, DateTimeOffset first)
    {
        var declared = RecordingCadence.Slot(incident, incident.DeclaredAt) + RecordingCadence.Fine;
        return Prelude.Of(snapshot, RecordingCadence.Slot(incident, incident.StartedAt - RecordingCadence.Before), first < declared ? first : declared);
    }

    private async Task KeepAsync(Incident incident, CancellationToken cancellationToken)
    {
        try
        {
            await RecordAsync(incident, cancellationToken);
        }
        catch (LogUnavailableException)
        {
            isAway = true;
        }
    }

    private bool IsDue(Incident incident) => !recorded.TryGetValue(incident.Number, out var last) || RecordingCadence.Slot(incident, time.GetUtcNow()) > last;

    private async Task RecordAsync(Incident incident, CancellationToken cancellationToken)
    {
        var snapshot = fleet.Current;
        var now = time.GetUtcNow();
        var slot = RecordingCadence.Slot(incident, now);
        var isFirst = !recorded.TryGetValue(incident.Number, out var last);
        // A probe belongs to the sample whose moment comes next: counted up to now it would stand for a time before it was made, and the one that began the incident for one before that.
        var sample = RecordedSample.Of(snapshot, now) with { At = slot, UserPath = RecordedProbes.Of(snapshot, isFirst ? slot - RecordingCadence.Fine : last, slot) };
        await recordings.KeepAsync(incident.Number, [.. isFirst ? Before(incident, snapshot, slot) : [], sample], cancellationToken);
        recorded[incident.Number] = slot;
    }
}
