using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover;

/// <summary>What each option of item 5 will cost, from what is measured now. What cannot be measured says so.</summary>
internal static class DegradedModeConsequences
{
    public static IReadOnlyList<string> GoOn(StepContext context)
    {
        var exposure = WalExposure.Of(context);
        var before = context.FailedState.TraceOf(Signals.Ingest).Mean(context.Incident.StartedAt - TimeSpan.FromMinutes(5), context.Incident.StartedAt);
        return
        [
            exposure.Bound is { } bound && before is { } rate
                ? $"Up to {Text.Number(Math.Ceiling(bound.TotalSeconds * rate))} PCS ({Text.Exact(bound)} at {Text.Number(rate)}/s) may be processed twice: {context.Survivor} does not know them, and dedup is per region."
                : $"How many PCS {context.Survivor} does not know cannot be told: {(exposure.Bound is null ? "the lag" : $"the rate of {context.Failed} before the incident")} is not known.",
            "Users notice nothing. The ids must be reconciled once the failed region can be read.",
        ];
    }

    public static IReadOnlyList<string> Pause(StepContext context)
    {
        var rate = context.SurvivorState.Read(Signals.Ingest, context.Now)?.Value;
        var dark = WalExposure.Of(context).Lag is { SourceDark: true };
        return
        [
            rate is { } perSecond ? $"{Text.Number(perSecond)} writes/s are turned away with 503 and Retry-After while it lasts." : "All writes are turned away with 503; how many is not measured now.",
            dark ? $"{context.Failed} is dark: replication cannot catch up, so waiting gains nothing until it is back." : $"{context.Failed} can still replicate: the lag can be watched falling.",
            $"Lifted by itself after {Text.Span(context.Policy.WritePauseTimeBox)}.",
        ];
    }
}
