using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 3.</summary>
internal static class CheckWalLag
{
    /// <summary>How far the survivor is behind, among the evidence.</summary>
    public const string LagId = "wal-lag";

    public static Step Step { get; } = new(3, "wal-lag", "Check WAL replication lag (<2 minutes = within RPO)", "Check WAL replication lag",
        "How much the failed region may have accepted that the survivor does not have. Measured with heartbeats; with the source dark it is a bound.", "2.2, 3.3")
    {
        Checks = [Lag, Replication],
        FailsBecause = context => WalExposure.Of(context) is var exposure && exposure.Judge(context.Policy.Rpo) == Health.Fail
            ? $"RPO breached: {exposure.Words}, budget {Text.Span(context.Policy.Rpo)}"
            : null,
    };

    private static IEnumerable<Evidence> Lag(StepContext context)
    {
        var exposure = WalExposure.Of(context);
        yield return new($"WAL {context.Failed} → {context.Survivor}", exposure.Judge(context.Policy.Rpo), exposure.Words, $"≤ {Text.Span(context.Policy.Rpo)}",
            exposure.Lag?.Source ?? "heartbeat", exposure.Lag?.ObservedAt ?? context.Now) { Id = LagId };
    }

    private static IEnumerable<Evidence> Replication(StepContext context)
    {
        if (WalExposure.Of(context).Lag is not { } lag) yield break;
        if (lag.Uncovered > 0)
        {
            yield return new("Newest segments", Health.Fail, $"{lag.Uncovered} of {lag.Asked} are not covered by replication",
                "all covered", lag.Source, lag.ObservedAt);
            yield break;
        }
        yield return lag is { Pending: { } pending, Failed: { } failed }
            ? new("Newest segments", failed == 0 ? Health.Pass : Health.Fail, $"of {lag.Asked} {pending} pending, {failed} failed", "0 failed", lag.Source, lag.ObservedAt, Required: failed > 0)
            : new("Newest segments", Health.Unknown, $"the bucket of {context.Failed} cannot be asked", "0 failed", lag.Source, lag.ObservedAt, Required: false);
    }
}
