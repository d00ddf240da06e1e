using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 17: both ways, after the ramp. Its evidence releases the latch.</summary>
internal static class ContinuityAndParity
{
    public const int Number = 17;

    public static Step Step { get; } = new(Number, "continuity-and-parity", "Verify WAL continuity and dedup parity", "Verify continuity and parity",
        "Both ways, with both regions serving. The failed region is released here, by this evidence, and not before.", "6.2")
    {
        ReleasesLatch = true,
        Checks = [Whole, context => FailbackConditions.Live(context, context.Failed)],
        Actions =
        [
            new("check-wal", _ => "Check the WAL of every region", NeedsPreview: false)
            {
                Procedure = context => new ProcedureCall(WalIntegrity.Procedure, context.Survivor, ImmutableSortedDictionary<string, string>.Empty),
            },
        ],
    };

    private static IEnumerable<Evidence> Whole(StepContext context)
    {
        yield return RampEndedAt(context) is { } ended
            ? FailbackConditions.WalContinuity(context, ended)
            : new("WAL continuity, both ways", Health.Unknown, $"item {TrafficRamp.Number} is not done: what is checked before the ramp ends proves nothing of the ramp", "checked after the ramp", "S3", context.Now);
    }

    /// <summary>When the traffic was last changed by item 16, once the item is settled.</summary>
    private static DateTimeOffset? RampEndedAt(StepContext context) => context.Incident.Step(TrafficRamp.Number) is { IsSettled: true } ramp
        ? context.Incident.Plans.Where(plan => plan.Plan.Step == TrafficRamp.Number).Max(plan => plan.EndedAt) ?? ramp.At
        : null;
}
