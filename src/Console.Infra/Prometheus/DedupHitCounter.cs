using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>A tenant's dedup hits as each region's Prometheus adds them up over the backends it scrapes.</summary>
internal sealed class DedupHitCounter(IReadOnlyList<PrometheusClient> clients, PrometheusOptions options, TimeProvider time) : IDedupHitCounter
{
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(365);

    public async Task<DedupHits> ReadAsync(RegionId region, string tenant, CancellationToken cancellationToken)
    {
        if (clients.FirstOrDefault(each => each.Region == region) is not { } prometheus) return DedupHits.Unknown($"no Prometheus of {region} is configured");
        var answer = await Part.AskAsync(token => ReadAsync(prometheus, tenant, token), options.TimeBox, time, cancellationToken);
        return answer.Value ?? DedupHits.Unknown($"{prometheus.Source}: {answer.Trouble}");
    }

    /// <summary>The age first: the count that is read after it is of that age or younger, never older.</summary>
    private async Task<DedupHits> ReadAsync(PrometheusClient prometheus, string tenant, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var age = await prometheus.ValueAsync(Fill(options.Queries.DedupHitsAge, prometheus, tenant), cancellationToken);
        var count = await prometheus.ValueAsync(Fill(options.Queries.DedupHits, prometheus, tenant), cancellationToken);
        return new(count, TimeSpan.FromSeconds(Math.Min(age, LongAgo.TotalSeconds)) + time.GetElapsedTime(started), null);
    }

    private string Fill(string template, PrometheusClient prometheus, string tenant) => PrometheusQueries.Fill(template, prometheus.Region, options.Window, tenant);
}
