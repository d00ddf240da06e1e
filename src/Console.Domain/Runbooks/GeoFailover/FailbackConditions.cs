using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

namespace IncidentConsole.Domain.Runbooks.GeoFailover;

/// <summary>What must hold before a region that was declared failed gets traffic again, each with its reading. One place for the ramp, item 17 and the latch.</summary>
internal static class FailbackConditions
{
    private const string ParityId = "dedup-parity";

    /// <summary>Everything the fleet shows from moment to moment.</summary>
    public static IEnumerable<Evidence> Live(StepContext context, RegionId region) =>
    [
        Reached(context, region),
        .. DegradedModeOff(context),
        .. Others(context, region).Select(other => Parity(context, region, other) with { Id = ParityId }),
        .. Others(context, region).SelectMany(other => new[] { Lag(context, new(region, other)), Lag(context, new(other, region)) }),
        .. context.Policy.RegionIds.Select(each => Carries(context, each)),
    ];

    /// <summary>And that no segment of the WAL is missing, which takes a run of its own.</summary>
    /// <param name="since">A run confirmed before this proves nothing.</param>
    public static Evidence WalContinuity(StepContext context, DateTimeOffset since)
    {
        const string title = "WAL continuity, both ways", threshold = "none missing, torn or FAILED", source = "S3";
        return context.Incident.Plans.FindLast(plan => plan.Plan.Procedure?.Name == WalIntegrity.Procedure && plan.EndedAt is not null && plan.ConfirmedAt >= since) is { } run
            ? new(title,
                run.Status switch { PlanStatus.Succeeded => ProcedureEvidence.OfSuccess(run), PlanStatus.Failed => Health.Fail, _ => Health.Unknown },
                $"{run.ResultText}{(run.Status == PlanStatus.Succeeded ? "" : $", checked {Text.Time(run.EndedAt!.Value)} UTC: run item {WalIntegrity.Step.Number} again")}", threshold, source, run.EndedAt!.Value)
            : new(title, Health.Unknown, "not checked since", threshold, source, context.Now);
    }

    /// <summary>Those that do not hold, as the end of a sentence; null when all do.</summary>
    public static string? Missing(IEnumerable<Evidence> conditions)
    {
        var missing = conditions.Where(condition => condition.Verdict != Health.Pass).OrderByDescending(condition => condition.Verdict)
            .Select(condition => $"{condition.Title}: {condition.Finding} (needed: {condition.Threshold})").ToList();
        return missing.Count == 0 ? null : string.Join("; ", missing);
    }

    /// <summary>Whether two stores differ: waiting does not mend that, a merge does.</summary>
    public static bool IsApart(Evidence condition) => condition is { Verdict: Health.Fail, Id: ParityId };

    private static IEnumerable<RegionId> Others(StepContext context, RegionId region) => context.Policy.RegionIds.Where(other => other != region);

    private static Evidence Reached(StepContext context, RegionId region)
    {
        var verdict = context.Fleet.Region(region).Verdict;
        var health = verdict.Value switch { Verdict.Down => Health.Fail, Verdict.Unknown => Health.Unknown, _ => Health.Pass };
        return new($"{region} can serve", health, $"{verdict.Value.ToString().ToLowerInvariant()}, {verdict.Because}", "two vantage points reach it", "the verdict", context.Now);
    }

    /// <summary>Nothing in the runbook ever switches it off (defect 32). A change made here counts even while its effect cannot be read.</summary>
    private static IEnumerable<Evidence> DegradedModeOff(StepContext context)
    {
        foreach (var region in context.Fleet.Regions.Values)
        {
            var title = $"Degraded mode off in {region.Id}";
            if (region.Verdict.Value != Verdict.Down && context.Incident.InEffect(DegradedMode.Step.Key) is { } made && made.Plan.Change!.Target.Region == region.Id)
            {
                yield return new(title, Health.Fail, $"“{made.Plan.Title}” is in effect, undo it", "off", "this incident", made.EndedAt ?? context.Now);
                continue;
            }
            var switches = new[] { Signals.DegradedMode, Signals.WritePause }.Select(signal => (Signal: signal, Reading: region.Read(signal, context.Now))).ToList();
            var on = switches.FindAll(each => each.Reading is { Health: not Health.Unknown, Value: > 0 });
            var dark = switches.FindAll(each => each.Reading is null or { Health: Health.Unknown });
            yield return new(title, on.Count > 0 ? Health.Fail : dark.Count > 0 ? Health.Unknown : Health.Pass,
                on.Count > 0 ? $"{string.Join(" and ", on.Select(each => each.Signal))} on" : dark.Count > 0 ? dark[0].Reading?.Detail ?? "not read yet" : "off", "off",
                switches[0].Reading?.Source ?? "Kubernetes", switches[0].Reading?.ObservedAt ?? context.Now);
        }
    }

    private static Evidence Parity(StepContext context, RegionId region, RegionId other)
    {
        var title = $"Dedup parity {region} ↔ {other}";
        var parity = context.Fleet.Parities.GetValueOrDefault(new(region, other)) ?? context.Fleet.Parities.GetValueOrDefault(new(other, region));
        return parity is null || parity.IsStale(context.Now)
            ? new(title, Health.Unknown, parity is null ? "not compared yet" : $"last compared {Text.Age(context.Now - parity.ObservedAt)}", "exact", parity?.Source ?? "Redis", parity?.ObservedAt ?? context.Now)
            : parity.Health == Health.Pass && parity.HidesBeyond(context.Policy.Rpo)
            ? new(title, Health.Unknown, $"{Text.Number(parity.TooYoung)} differences left out: younger than the WAL lag of {Text.Exact(parity.LeftOut)}", "exact", parity.Source, parity.ObservedAt)
            : new(title, parity.Health, parity.Detail, "exact", parity.Source, parity.ObservedAt);
    }

    /// <summary>Measured at both ends: a bound behind a dark source is no measurement.</summary>
    private static Evidence Lag(StepContext context, Link link)
    {
        var title = $"WAL lag {link}";
        var threshold = $"≤ {Text.Span(context.Policy.Rpo)}, measured";
        var lag = context.Fleet.WalLags.GetValueOrDefault(link);
        if (lag is not { SourceDark: false, Health: not Health.Unknown, Lag: { } behind } || lag.IsStale(context.Now))
            return new(title, Health.Unknown, lag is null || lag.Detail.Length == 0 ? "not measured" : lag.Detail, threshold, lag?.Source ?? "heartbeat", lag?.ObservedAt ?? context.Now);
        // S3 never tries a FAILED object again (defect 77).
        return lag.Failed > 0
            ? new(title, Health.Fail, $"{lag.Failed} of the newest segments FAILED to replicate", threshold, lag.Source, lag.ObservedAt)
            : new(title, behind <= context.Policy.Rpo ? Health.Pass : Health.Fail, Text.Exact(behind), threshold, lag.Source, lag.ObservedAt);
    }

    private static Evidence Carries(StepContext context, RegionId region)
    {
        var reading = Capacity.Of(context.Fleet, region, context.Policy, context.Now);
        return new($"{region} can carry the fleet", reading.Health, reading.Detail, "alone", reading.Source, reading.ObservedAt);
    }
}
