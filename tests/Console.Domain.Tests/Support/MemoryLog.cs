using System.Runtime.CompilerServices;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Chain;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>The log's port in memory, with the same rules: expected sequence, hash chain, leases; it can be made unreachable.</summary>
internal sealed class MemoryLog(TimeProvider time) : IIncidentLog
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, List<TimelineEntry>> incidents = [];
    private readonly Dictionary<(int Incident, long Sequence), string> texts = [];
    private readonly HashSet<string> leases = [];

    public bool IsDown { get; set; }

    /// <summary>What the taking of a lease throws; null when it does not.</summary>
    public Exception? Throws { get; set; }

    /// <summary>What the store holds, whoever has read it.</summary>
    public IReadOnlyList<IncidentEvent> Stored(int incident)
    {
        lock (gate) return incidents.TryGetValue(incident, out var list) ? [.. list.Select(entry => entry.Event)] : [];
    }

    public Task<AppendResult> AppendAsync(int incident, long expectedSequence, Actor actor, IReadOnlyList<NewEntry> entries, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (IsDown) return Task.FromResult(AppendResult.Unavailable("connection refused"));
            var list = incidents.TryGetValue(incident, out var known) ? known : incidents[incident] = [];
            return Task.FromResult(list.Count != expectedSequence ? AppendResult.Conflict : AppendResult.Appended([.. entries.Select(entry => Add(incident, list, entry.By ?? actor, entry))]));
        }
    }

    public Task<AppendResult> OpenAsync(Actor actor, IReadOnlyList<NewEntry> entries, CancellationToken cancellationToken) =>
        AppendAsync(incidents.Count + 1, 0, actor, entries, cancellationToken);

    public Task<IReadOnlyList<TimelineEntry>> ReadAsync(int incident, long afterSequence, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (IsDown) throw new LogUnavailableException("connection refused");
            return Task.FromResult<IReadOnlyList<TimelineEntry>>(incidents.TryGetValue(incident, out var list) ? [.. list.Where(entry => entry.Sequence > afterSequence)] : []);
        }
    }

    public Task<IReadOnlyList<StoredEntry>> ReadStoredAsync(int incident, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (IsDown) throw new LogUnavailableException("connection refused");
            return Task.FromResult<IReadOnlyList<StoredEntry>>(incidents.TryGetValue(incident, out var list)
                ? [.. list.Select(entry => new StoredEntry(incident, entry.Sequence, entry.HappenedAt, entry.RecordedAt, entry.Actor, texts[(incident, entry.Sequence)], entry.Hash))]
                : []);
        }
    }

    public Task<IReadOnlyList<int>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<int>>([.. incidents.Keys.OrderDescending()]);

    public async IAsyncEnumerable<int> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return -1;
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public Task<IAsyncDisposable?> TryLeaseAsync(string name, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (IsDown) throw new LogUnavailableException("connection refused");
            if (Throws is not null) throw Throws;
            return Task.FromResult<IAsyncDisposable?>(leases.Add(name) ? new Lease(this, name) : null);
        }
    }

    private TimelineEntry Add(int incident, List<TimelineEntry> list, Actor actor, NewEntry entry)
    {
        var recorded = time.GetUtcNow();
        var happened = entry.HappenedAt ?? recorded;
        // Through JSON, as a real store would: what does not survive the round trip must fail here.
        var json = EventJson.Serialize(entry.Event);
        var hash = HashChain.Next(list.Count == 0 ? HashChain.Genesis : list[^1].Hash, incident, list.Count + 1, happened, recorded, actor, json);
        texts[(incident, list.Count + 1)] = json;
        list.Add(new(incident, list.Count + 1, happened, recorded, actor, EventJson.Read(json), hash));
        return list[^1];
    }

    private sealed class Lease(MemoryLog log, string name) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lock (log.gate) log.leases.Remove(name);
            return ValueTask.CompletedTask;
        }
    }
}
