using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>For a fake that stands for any procedure: every argument there is, each optional.</summary>
internal static class AnyCall
{
    public static CallScope Scope { get; } = new([.. new[]
    {
        ("failed", ArgumentKind.Region), ("survivor", ArgumentKind.Region), (DedupProcedures.With, ArgumentKind.Region),
        ("incident", ArgumentKind.Incident), ("since", ArgumentKind.Moment), ("arrived", ArgumentKind.Moment),
            ("down", ArgumentKind.Moment), ("from", ArgumentKind.Moment),
        ("to", ArgumentKind.Moment), ("conflicts", ArgumentKind.Count), ("run", ArgumentKind.Label),
            (DedupProcedures.SnapshotId, ArgumentKind.Label), (DedupProcedures.List, ArgumentKind.Label),
    }.Select(argument => new CallArgument(argument.Item1, argument.Item2, IsOptional: true))]);
}
