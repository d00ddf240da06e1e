using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Whether every server leads users away from the failed region; one that leads them nowhere counts as much as one that is late.</summary>
internal static class NameServerAnswers
{
    public static (Health Verdict, string Finding) Judge(IReadOnlyList<DnsAnswer> answers, StepContext context, string servers)
    {
        var problems = answers.Select(answer => (answer.Server, answer.Health, Words: Problem(answer, context.Failed))).Where(each => each.Words is not null).ToList();
        var verdict = answers.Count == 0 ? Health.Unknown
            : problems.Exists(each => each.Health != Health.Unknown) ? Health.Fail
            : problems.Count > 0 ? Health.Unknown
            : Health.Pass;
        // What is wrong comes before what is not known.
        var named = problems.OrderBy(each => each.Health == Health.Unknown).GroupBy(each => each.Words)
            .Select(same => $"{string.Join(", ", same.Select(each => each.Server))}{same.Key}");
        return (verdict, string.Join("; ", named.Prepend($"{answers.Count - problems.Count} of {answers.Count} {servers} answer {context.Survivor}")));
    }

    /// <summary>What follows the server's name; null when it leads away.</summary>
    private static string? Problem(DnsAnswer answer, RegionId failed) => answer switch
    {
        { Health: Health.Unknown } => $": {answer.Detail}",
        _ when answer.Regions.Contains(failed) => $" still {failed}{(answer.TimeToLive is { } left ? $", TTL {left.TotalSeconds:0} s" : "")}",
        { OffTarget.Count: > 0 } => $": answers {string.Join(", ", answer.OffTarget)}, no region",
        { Health: Health.Fail } or { Regions.Count: 0 } => $": {answer.Detail}",
        _ => null,
    };
}
