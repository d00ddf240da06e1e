using System.Globalization;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>How many results the backends of a region have counted within a window, and whether their counters cover it.</summary>
internal sealed class ResultCounters(IReadOnlyList<PrometheusClient> clients, PrometheusOptions options, TimeProvider time) : IResultCounters
{
    public async Task<ResultCounts> RiseAsync(RegionId region, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (clients.FirstOrDefault(each => each.Region == region) is not { } prometheus) return ResultCounts.Unknown($"no Prometheus of {region} is configured");
        var answer = await Part.AskAsync(async token =>
        {
            var (accepted, escalated) = (await AskAsync(options.Queries.Accepted, token), await AskAsync(options.Queries.Escalated, token));
            return new ResultCounts(Sum(accepted), Sum(escalated), Math.Max(Broken(accepted), Broken(escalated)), null);
        }, options.TimeBox, time, cancellationToken);
        return answer.Value ?? ResultCounts.Unknown($"{prometheus.Source}: {answer.Trouble}");

        async Task<List<Rise?>> AskAsync(string selector, CancellationToken token)
        {
            var counters = await prometheus.SamplesAsync(Query(selector, region, from, to), to + options.CountedWithin, token);
            // A pod that was gone before the window, or came after it, has no part in it.
            List<Rise?> rises = [.. counters.Where(samples => samples[0].At < to && samples[^1].At > from).Select(samples => CounterRise.Of(samples, from, to, options.CountedWithin))];
            return rises.Count > 0 ? rises : throw new CouldNotAskException("no series");
        }
    }

    public string Command(RegionId region, DateTimeOffset from, DateTimeOffset to) => !options.Regions.TryGetValue(region.Value, out var prometheus)
        ? $"# no Prometheus of {region} is configured"
        : string.Join('\n', new[] { options.Queries.Accepted, options.Queries.Escalated }.Select(selector =>
            $"curl -sS {ShellText.Quote(prometheus.Url!.AbsoluteUri.TrimEnd('/') + "/api/v1/query")} --data-urlencode {ShellText.Quote($"query={Query(selector, region, from, to)}")} -d time={((to + options.CountedWithin).ToUnixTimeMilliseconds() / 1000d).ToString(CultureInfo.InvariantCulture)}"));

    // From before the window to after it: what was collected on both sides of an end bounds what was counted at it.
    private string Query(string selector, RegionId region, DateTimeOffset from, DateTimeOffset to) =>
        PrometheusQueries.Fill($"{selector}[{{window}}]", region, to - from + 2 * options.CountedWithin);

    private static Rise Sum(List<Rise?> rises) => rises.Aggregate(Rise.None, (sum, each) => sum + (each ?? Rise.None));

    private static int Broken(List<Rise?> rises) => rises.Count(each => each is null);
}
