using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

/// <summary>What must stay good while a step is held, in every region that takes traffic.</summary>
internal static class RampGuard
{
    /// <param name="records">The records as they are set: they say which regions take traffic.</param>
    /// <param name="at">It knows the dedup hits before the ramp; null where they are not judged.</param>
    /// <param name="since">When the step was set.</param>
    public static IReadOnlyList<GuardReading> Examine(StepContext context, DnsState records, RampCheckpoint? at, DateTimeOffset since) =>
    [
        .. context.Policy.RegionIds.Where(region => Interlocks.Serves(records, region, context.Policy))
            .SelectMany(region => Of(context, region).Append(DedupHitGuard.Examine(context, region, at?.DedupHits, at?.DedupHitsOf ?? 0, since))),
    ];

    /// <summary>What must be good in a region that takes traffic, whatever it took before.</summary>
    public static IEnumerable<GuardReading> Of(StepContext context, RegionId region) =>
    [
        new(new(GuardKind.Reached, region), Reached(context, region)),
        // A backend answers nothing without it, and its errors are measured a window later.
        new(new(GuardKind.DedupStore, region), Reading(context, region, Signals.Redis, "dedup store")),
        new(new(GuardKind.Errors, region), Reading(context, region, Signals.Errors, "errors")),
        new(new(GuardKind.Latency, region), Reading(context, region, Signals.Latency, "p95 latency")),
    ];

    private static Evidence Reached(StepContext context, RegionId region)
    {
        var verdict = context.Fleet.Region(region).Verdict;
        var health = verdict.Value switch { Verdict.Down => Health.Fail, Verdict.Unknown => Health.Unknown, _ => Health.Pass };
        return new($"{region} is", health, $"{verdict.Value.ToString().ToLowerInvariant()}: {verdict.Because}", null, "the verdict", context.Now);
    }

    private static Evidence Reading(StepContext context, RegionId region, string signal, string name)
    {
        var title = $"{name} in {region}";
        return context.Fleet.Region(region).Read(signal, context.Now) is not { } reading
            ? new(title, Health.Unknown, "not measured yet", null, "Prometheus", context.Now)
            : reading.Health == Health.Unknown
                ? new(title, Health.Unknown, reading.Detail, null, reading.Source, reading.ObservedAt)
                : new(title, reading.Health, reading.Value is { } value ? $"{Text.Number(value)} {reading.Unit}" : reading.Detail,
                    reading.Threshold is { } most ? $"{Text.Number(most)} {reading.Unit}" : null, reading.Source, reading.ObservedAt);
    }
}
