using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>Share of requests answered 5xx. Of too few requests a share says nothing, so it is Unknown then.</summary>
internal sealed class ErrorsProbe(PrometheusClient prometheus, PrometheusOptions options, FleetPolicy policy, TimeProvider time) : IProbe
{
    // Two queries, a moment apart.
    private const double MostPercent = 105;

    private readonly string requestsQuery = PrometheusQueries.Fill(options.Queries.Requests, prometheus.Region, options.Window);
    private readonly string errorsQuery = PrometheusQueries.Fill(options.Queries.Errors, prometheus.Region, options.Window);

    public string Name => $"errors/{prometheus.Region}";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(prometheus.ValueAsync(requestsQuery, cancellationToken), prometheus.ValueAsync(errorsQuery, cancellationToken));
        var (requests, errors) = (answers[0], answers[1]);
        if (requests <= 0 || requests < policy.MinimumTraffic) return CouldNotAsk("too little traffic to judge", time.GetUtcNow());

        var percent = 100 * errors / requests;
        if (percent > MostPercent)
            return CouldNotAsk($"more errors than requests: {Text.Number(errors)}/s of {Text.Number(requests)}/s", time.GetUtcNow());
        return
        [
            new Reading(prometheus.Region, Signals.Errors, percent < policy.ErrorPercent ? Health.Pass : Health.Fail, percent, "%", policy.ErrorPercent,
                prometheus.Source, time.GetUtcNow(), Every, $"{Text.Number(percent)} % of {Text.Number(requests)}/s over {Text.Span(options.Window)}"),
        ];
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) =>
        [Reading.Unknown(prometheus.Region, Signals.Errors, prometheus.Source, at, Every, reason)];
}
