using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>Accepted work per second. It is not judged: a region taken out on purpose ingests nothing and is well.</summary>
internal sealed class IngestProbe(PrometheusClient prometheus, PrometheusOptions options, TimeProvider time) : IProbe
{
    private readonly string jobsQuery = PrometheusQueries.Fill(options.Queries.JobsPerTarget, prometheus.Region, options.Window);
    private readonly string query = PrometheusQueries.Fill(options.Queries.Ingest, prometheus.Region, options.Window);

    public string Name => $"ingest/{prometheus.Region}";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        var rate = await prometheus.SumAsync(query, jobsQuery, cancellationToken);
        return
        [
            new Reading(prometheus.Region, Signals.Ingest, Health.Pass, rate, "/s", null, prometheus.Source, time.GetUtcNow(), Every,
                $"{Text.Number(rate)}/s over {Text.Span(options.Window)}"),
        ];
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) =>
        [Reading.Unknown(prometheus.Region, Signals.Ingest, prometheus.Source, at, Every, reason)];
}
