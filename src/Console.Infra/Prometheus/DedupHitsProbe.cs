using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>Which share of the accepted work is answered from the dedup store. What it should be depends on the clients, so it is not judged here.</summary>
internal sealed class DedupHitsProbe(PrometheusClient prometheus, PrometheusOptions options, TimeProvider time) : IProbe
{
    private readonly string query = PrometheusQueries.Fill(options.Queries.DedupHitShare, prometheus.Region, options.Window);

    public string Name => $"dedup-hits/{prometheus.Region}";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        var share = await prometheus.AskAsync(query, cancellationToken);
        // A share of no requests is NaN: nothing is known of it.
        if (share.IsOfNothing) return CouldNotAsk("no requests to measure", time.GetUtcNow());
        var detail = $"{Text.Number(share.Value)} % over {Text.Span(options.Window)}";
        return
        [
            new Reading(prometheus.Region, Signals.DedupHits, Health.Pass, share.Value, "%", null, prometheus.Source, time.GetUtcNow(), Every,
                detail),
        ];
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) =>
        [Reading.Unknown(prometheus.Region, Signals.DedupHits, prometheus.Source, at, Every, reason)];
}
