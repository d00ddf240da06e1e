using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>Whether each target is scraped once. Where two jobs scrape the same, everything it counts is counted twice.</summary>
internal static class TargetsAlone
{
    /// <summary>The value of a query that adds up over targets.</summary>
    /// <param name="jobsQuery">See <see cref="PrometheusQueries.JobsPerTarget"/>.</param>
    /// <exception cref="CouldNotAskException">A target is scraped by several jobs, or there is no value.</exception>
    public static async Task<double> SumAsync(
        this PrometheusClient prometheus, string query, string jobsQuery, CancellationToken cancellationToken)
    {
        var (sum, jobs) = (prometheus.ValueAsync(query, cancellationToken), prometheus.FindAsync(jobsQuery, cancellationToken));
        await Task.WhenAll(sum, jobs);
        return await jobs is > 1 and var times
            ? throw new CouldNotAskException($"counted more than once: {times} jobs scrape the same target")
            : await sum;
    }
}
