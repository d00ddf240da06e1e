using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

/// <summary>A guard and how it stands now.</summary>
internal sealed record GuardReading(GuardId Id, Evidence Evidence)
{
    public Health Verdict => Evidence.Verdict;

    /// <summary><c>errors in eu-west 3.1 %, limit 1 %</c>.</summary>
    public string Words => Evidence.Threshold is null ? $"{Evidence.Title} {Evidence.Finding}" : $"{Evidence.Title} {Evidence.Finding}, limit {Evidence.Threshold}";
}
