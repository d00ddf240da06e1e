using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>What the checkers of a health check say together.</summary>
internal static class CheckerVerdict
{
    // Route 53 checks every 10 or 30 s. Checkers that have been silent for longer say nothing of now.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    public static ProviderHealth Of(IReadOnlyList<CheckerReport> reports, DateTimeOffset now)
    {
        var fresh = reports.Where(report => now - report.CheckedAt < LongestSilence).ToList();
        if (fresh.Count == 0)
            return new(Health.Unknown, reports.Count == 0
                ? "no checker has reported"
                : $"last checked {Text.Age(now - reports.Max(report => report.CheckedAt))}");

        var failed = fresh.Where(report => !report.IsSuccess).ToList();
        return failed.Count * 2 > fresh.Count
            ? new(Health.Fail, $"{failed.Count} of {fresh.Count} checkers fail: {Words(failed)}")
            : new(Health.Pass, $"{fresh.Count - failed.Count} of {fresh.Count} checkers reach it");
    }

    private static string Words(List<CheckerReport> failed) =>
        failed.MaxBy(report => report.CheckedAt)!.Status.Replace("Failure: ", "", StringComparison.Ordinal);
}
