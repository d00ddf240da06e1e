using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.EndToEnd;

/// <summary>What one run of the suite is about, and what its tests leave for those after them.</summary>
/// <param name="region">The region that is tested, at its own endpoint.</param>
/// <param name="startedAt">When the run began: what was counted before is no work of its own.</param>
/// <param name="report">Says how far it is.</param>
public sealed class EndToEndSubject(RegionId region, DateTimeOffset startedAt, Func<string, Task> report)
{
    public RegionId Region => region;

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>The submission that was accepted; null while none was.</summary>
    public AcceptedSubmission? Accepted { get; set; }

    public Task ReportAsync(string text) => report(text);
}

/// <summary>A submission of the suite's own.</summary>
/// <param name="Body">Byte for byte as it was sent.</param>
/// <param name="Answer">Byte for byte as it was answered.</param>
/// <param name="At">When it was sent.</param>
public sealed record AcceptedSubmission(string PcsId, string Tenant, string Body, string Answer, DateTimeOffset At);
