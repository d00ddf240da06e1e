using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Backends;

/// <summary>
/// A count of dedup hits that includes all that was answered before the question. Counters are collected now and then, so it asks until
/// the oldest part of the count is younger than the question. Ages are compared, not times: two clocks need not agree.
/// </summary>
internal sealed class FreshDedupHits(IDedupHitCounter counter, TimeProvider time)
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(250);

    public async Task<DedupHits> SinceNowAsync(RegionId region, string tenant, TimeSpan timeBox, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        while (true)
        {
            var hits = await counter.ReadAsync(region, tenant, cancellationToken);
            if (hits.Count is null || hits.Age < time.GetElapsedTime(asked)) return hits;
            if (time.GetElapsedTime(asked) > timeBox) return DedupHits.Unknown($"no newer count than {Text.Age(hits.Age)} came within {Text.Span(timeBox)}");
            await Task.Delay(Again, time, cancellationToken);
        }
    }
}
