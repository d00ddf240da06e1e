using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Review.Recordings;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>The recordings' port in memory: the first sample of a moment stays; it can be made unreachable.</summary>
internal sealed class MemoryRecordings : IRecordings
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, SortedDictionary<DateTimeOffset, RecordedSample>> incidents = [];

    public bool IsDown { get; set; }

    public DateTimeOffset? Newest(int incident)
    {
        lock (gate) return incidents.TryGetValue(incident, out var kept) && kept.Count > 0 ? kept.Keys.Last() : null;
    }

    public Task KeepAsync(int incident, IReadOnlyCollection<RecordedSample> samples, CancellationToken cancellationToken)
    {
        if (IsDown) throw new LogUnavailableException("connection refused");
        lock (gate)
        {
            if (!incidents.TryGetValue(incident, out var kept)) kept = incidents[incident] = [];
            foreach (var sample in samples) kept.TryAdd(sample.At, sample);
        }
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<RecordedSample>> ReadAsync(int incident, CancellationToken cancellationToken)
    {
        if (IsDown) throw new LogUnavailableException("connection refused");
        lock (gate) return Task.FromResult<IReadOnlyList<RecordedSample>>(incidents.TryGetValue(incident, out var kept) ? [.. kept.Values] : []);
    }
}
