using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>How the fleet's traffic is split: every region's own Prometheus is asked at the same time.</summary>
internal sealed class TrafficProbe(IReadOnlyList<PrometheusClient> regions, PrometheusOptions options, TimeProvider time) : IProbe
{
    public string Name => "traffic";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(regions.Select(region => RateAsync(region, cancellationToken)));
        var rates = answers.ToImmutableSortedDictionary(each => each.Region, each => each.Rate.Value);
        var troubles = answers.Where(each => each.Rate.Trouble is not null).Select(each => $"{each.Region}: {each.Rate.Trouble}").ToList();
        return [Split(rates, time.GetUtcNow(), troubles.Count == 0 ? $"over {Text.Span(options.Window)}" : string.Join("; ", troubles))];
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) =>
        [Split(regions.ToImmutableSortedDictionary(each => each.Region, _ => (double?)null), at, reason)];

    private async Task<(RegionId Region, Part<double?> Rate)> RateAsync(PrometheusClient prometheus, CancellationToken cancellationToken)
    {
        var query = PrometheusQueries.Fill(options.Queries.Traffic, prometheus.Region, options.Window);
        var jobsQuery = PrometheusQueries.Fill(options.Queries.JobsPerTarget, prometheus.Region, options.Window);
        var rate = await Part.AskAsync<double?>(async token => await prometheus.SumAsync(query, jobsQuery, token),
            Part.Of(TimeBox), time, cancellationToken);
        return (prometheus.Region, rate);
    }

    private TrafficSplit Split(ImmutableSortedDictionary<RegionId, double?> rates, DateTimeOffset at, string detail) =>
        new(rates, "each region's Prometheus", at, Every, detail);
}
