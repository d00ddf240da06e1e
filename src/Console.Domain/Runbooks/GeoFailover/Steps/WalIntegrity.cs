using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 9.</summary>
internal static class WalIntegrity
{
    /// <summary>The procedure's name.</summary>
    public const string Procedure = "wal-integrity";

    public static Step Step { get; } = new(9, "wal-integrity", "Check WAL integrity (no gaps in segments)", "Check WAL integrity",
        "Every region's segments, sequence by sequence, in its own bucket and in its replica: a gap names its keys; an idle minute is no gap. A direction with a dark end is not proven: check again once it answers.", "4.1")
    {
        Checks = [Whole],
        Actions =
        [
            new("check", _ => "Check the WAL of every region", NeedsPreview: false)
            {
                Procedure = context => new ProcedureCall(Procedure, context.Survivor, ImmutableSortedDictionary<string, string>.Empty),
            },
        ],
    };

    private static IEnumerable<Evidence> Whole(StepContext context)
    {
        yield return ProcedureEvidence.Of(context, Procedure, "WAL segments", "not checked yet", "none missing, torn or FAILED", "S3");
    }
}
