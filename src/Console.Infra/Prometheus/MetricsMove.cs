using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>
/// The tenant's count of submissions is higher than it was when the suite began. Prometheus is asked for both, so a count it had not collected yet
/// is not taken for a rise. Backends it did not collect then begin at 0, once it does.
/// </summary>
internal sealed class MetricsMove(IReadOnlyList<PrometheusClient> clients, PrometheusOptions options, TimeProvider time) : IEndToEndCheck
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(250);

    public EndToEndPlace Place => EndToEndPlace.Metrics;

    public string Name => "metrics move";

    public TimeSpan TimeBox => options.CountedWithin + TimeSpan.FromSeconds(1);

    public string Command(RegionId region) => options.Regions.TryGetValue(region.Value, out var prometheus)
        ? $"curl -sS {ShellText.Quote(prometheus.Url!.AbsoluteUri.TrimEnd('/') + "/api/v1/query")} --data-urlencode {ShellText.Quote($"query={Query(region, "TENANT")}")} # now, and with --data-urlencode time=BEFORE"
        : $"# no Prometheus of {region} is configured";

    public async Task<EndToEndResult> RunAsync(EndToEndSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Accepted is not { } accepted) return EndToEndResult.Skipped("nothing was accepted before");
        if (clients.FirstOrDefault(each => each.Region == subject.Region) is not { } prometheus) return EndToEndResult.Skipped($"no Prometheus of {subject.Region} is configured");
        var query = Query(subject.Region, accepted.Tenant);
        var began = time.GetTimestamp();
        while (true)
        {
            var counts = await Part.AskAsync(async token =>
                (Before: await prometheus.FindAsync(query, subject.StartedAt, token), Now: await prometheus.ValueAsync(query, token)), options.TimeBox, time, cancellationToken);
            if (counts is { Trouble: null, Value: var (before, now) } && now > (before ?? 0)) return EndToEndResult.Passed($"submissions of {accepted.Tenant}: {Words(before)} → {Text.Number(now)}");
            if (time.GetElapsedTime(began) > options.CountedWithin)
                return EndToEndResult.Failed(counts.Trouble is { } trouble ? $"{prometheus.Source}: {trouble}"
                    : $"submissions of {accepted.Tenant} did not rise within {Text.Span(options.CountedWithin)}: {Words(counts.Value.Before)} → {Text.Number(counts.Value.Now)}");
            await Task.Delay(Again, time, cancellationToken);
        }
    }

    private static string Words(double? before) => before is { } count ? Text.Number(count) : "not collected then";

    private string Query(RegionId region, string tenant) => PrometheusQueries.Fill(options.Queries.TenantIngest, region, options.Window, tenant);
}
