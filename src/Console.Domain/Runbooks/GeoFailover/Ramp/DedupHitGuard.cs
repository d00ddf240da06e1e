using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

/// <summary>
/// Whether duplicates are still recognised: fewer hits than before the ramp mean that the region does not know what the others have taken.
/// A few requests say nothing, so a fall counts only when chance does not explain it.
/// </summary>
internal static class DedupHitGuard
{
    private const double StandardErrors = 3;

    /// <param name="before">Share of hits before the ramp, percent.</param>
    /// <param name="beforeOf">Of how many requests; 0 when that is not known.</param>
    /// <param name="since">When the step was set: what came earlier is not judged.</param>
    /// <returns>Unknown, and not required, while there is too little to judge.</returns>
    public static GuardReading Examine(StepContext context, RegionId region, double? before, double beforeOf, DateTimeOffset since) =>
        new(new(GuardKind.DedupHits, region), Judge(context, region, before, beforeOf, since));

    private static Evidence Judge(StepContext context, RegionId region, double? before, double beforeOf, DateTimeOffset since)
    {
        var title = $"dedup hits in {region}";
        var state = context.Fleet.Region(region);
        var reading = state.Read(Signals.DedupHits, context.Now);
        var source = reading?.Source ?? "Prometheus";
        var at = reading?.ObservedAt ?? context.Now;
        if (before is not > 0) return new(title, Health.Unknown, "not known before the ramp", null, source, at, Required: false);
        var least = before.Value * (1 - context.Policy.Ramp.DedupHitDrop / 100);
        var threshold = $"≥ {Text.Number(least)} %";
        if (Seen(state, since, context.Now) is not { } seen)
            return new(title, Health.Unknown, reading?.Detail ?? "not measured yet", threshold, source, at, Required: false);

        var chance = StandardErrors * StandardError(before.Value, seen.Requests, beforeOf);
        var isExplained = before.Value - seen.Percent <= chance;
        return new(title, seen.Percent >= least ? Health.Pass : isExplained ? Health.Unknown : Health.Fail,
            $"{Text.Number(seen.Percent)} % of {Text.Number(Math.Floor(seen.Requests))} requests"
            + (seen.Percent < least && isExplained ? $", of too few to judge: chance alone moves it by {Text.Number(chance)} points" : ""), threshold, source, at, Required: false);
    }

    /// <summary>The share of hits within a while, percent, and of how many requests; null when either is not measured.</summary>
    public static (double Percent, double Requests)? Seen(RegionState state, DateTimeOffset since, DateTimeOffset now)
    {
        var hits = state.TraceOf(Signals.DedupHits);
        return hits.Mean(since, now) is { } percent && state.TraceOf(Signals.Ingest).Mean(since, now) is { } rate
            ? (percent, rate * (now - hits.Since(since).First().At).TotalSeconds)
            : null;
    }

    /// <summary>Of the difference of two shares that are the same in truth (binomial), percentage points.</summary>
    private static double StandardError(double percent, double requests, double before)
    {
        var share = Math.Min(percent / 100, 1);
        return requests <= 0 ? double.PositiveInfinity : 100 * Math.Sqrt(share * (1 - share) * (1 / requests + (before > 0 ? 1 / before : 0)));
    }
}
