using System.Collections.Immutable;
using System.Globalization;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>What a WAL replay is asked to do, to and from the arguments that a plan stores.</summary>
/// <param name="Failed">The region whose log is read.</param>
/// <param name="Survivor">The region that is submitted to.</param>
/// <param name="Run">Tells one run of an incident from the next, and sorts.</param>
/// <param name="Since">Records before this are not looked at: their dedup entries may have expired, so they would be taken for new.</param>
/// <param name="Arrived">The newest heartbeat of the failed region that had arrived when it failed; null when none was seen.</param>
/// <param name="Down">When the failed region was called down: what it logged later it took once it was back. Null when it never was.</param>
internal sealed record ReplayCall(RegionId Failed, RegionId Survivor, int Incident, string Run, DateTimeOffset Since, DateTimeOffset? Arrived, DateTimeOffset? Down = null)
{
    /// <summary>The procedure's name.</summary>
    public const string Procedure = "wal-replay";

    /// <summary>What <see cref="ToCall"/> makes, and nothing else.</summary>
    public static CallScope Scope { get; } = new(new("failed", ArgumentKind.Region), new("incident", ArgumentKind.Incident),
        new("run", ArgumentKind.Label),
        new("since", ArgumentKind.Moment), new("arrived", ArgumentKind.Moment, IsOptional: true),
            new("down", ArgumentKind.Moment, IsOptional: true));

    /// <summary>Names of this run's lists begin so.</summary>
    public string Folder => $"{FolderOf(Incident)}{Run}/";

    /// <summary>Names of all lists of an incident begin so.</summary>
    public static string FolderOf(int incident) => $"{incident.ToString(CultureInfo.InvariantCulture)}/";

    public static string RunOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);

    public static ReplayCall Of(ProcedureCall call) => new(
        new(call.Arguments["failed"]), call.Region, int.Parse(call.Arguments["incident"], CultureInfo.InvariantCulture), call.Arguments["run"],
        Time(call.Arguments["since"])!.Value, Time(call.Arguments.GetValueOrDefault("arrived")), Time(call.Arguments.GetValueOrDefault("down")));

    public ProcedureCall ToCall()
    {
        var arguments = ImmutableSortedDictionary.CreateBuilder<string, string>();
        arguments["failed"] = Failed.Value;
        arguments["incident"] = Incident.ToString(CultureInfo.InvariantCulture);
        arguments["run"] = Run;
        arguments["since"] = Text(Since);
        if (Arrived is { } arrived) arguments["arrived"] = Text(arrived);
        if (Down is { } down) arguments["down"] = Text(down);
        return new(Procedure, Survivor, arguments.ToImmutable());
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
