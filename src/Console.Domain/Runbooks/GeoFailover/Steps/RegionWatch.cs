using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>What item 13 watches in the failed region, and for how long each has been well since the incident began.</summary>
internal static class RegionWatch
{
    private static readonly (string Signal, string Title)[] Signs =
    [
        (Signals.Nodes, "Nodes"), (Signals.Pods, "Pods"), (Signals.Redis, "Redis"), (Signals.RedisMemory, "Redis memory"),
        (Signals.WalWriter, "WAL writer"), (Signals.WarmStore, "Warm store"),
    ];

    public static IEnumerable<Evidence> Parts(StepContext context) => Signs.Select(sign =>
    {
        var reading = context.FailedState.Read(sign.Signal, context.Now);
        return reading is null
            ? new Evidence(sign.Title, Health.Unknown, "not measured", null, "this console", context.Now)
            : Judge(context, sign.Title, reading.Health, reading.Detail, Held(context, context.FailedState.TraceOf(sign.Signal), reading), reading);
    });

    /// <summary>One that cannot be asked counts for neither side, so it is no reason to wait.</summary>
    public static IEnumerable<Evidence> VantagePoints(StepContext context) => context.FailedState.VantagePoints.Values.Select(vantage =>
    {
        var health = vantage.HealthAt(context.Now);
        return Judge(context, $"Seen from {vantage.Name}", health, vantage.Last.Detail, Held(context, vantage.Probes, vantage.Last), vantage.Last) with { Required = health != Health.Unknown };
    });

    public static IEnumerable<Evidence> Reached(StepContext context)
    {
        var points = context.FailedState.VantagePoints.Values.ToList();
        var reach = points.Count(vantage => vantage.HealthAt(context.Now) == Health.Pass && Held(context, vantage.Probes, vantage.Last) >= context.Policy.HealthyWatch);
        var known = points.Count(vantage => vantage.HealthAt(context.Now) != Health.Unknown);
        yield return new("Health checks", reach >= RegionVerdict.Quorum ? Health.Pass : known < RegionVerdict.Quorum ? Health.Unknown : Health.Fail,
            $"{reach} of {points.Count} vantage points reach it throughout", $"≥ {RegionVerdict.Quorum}", "verdict of this console", context.Now);
    }

    /// <summary>No firing alert that speaks of the region, in any Prometheus that can be asked. One that is dark says nothing of its own region.</summary>
    public static IEnumerable<Evidence> Alerts(StepContext context)
    {
        var title = $"Alerts about {context.Failed}";
        var asked = context.Fleet.Alerts.Values.Where(list => list.Health != Health.Unknown && !list.IsStale(context.Now)).ToList();
        if (asked.Count == 0)
        {
            yield return new(title, Health.Unknown, "no Prometheus can be asked", null, "Prometheus", context.Now);
            yield break;
        }
        var firing = asked.SelectMany(list => list.FiringAbout(context.Failed)).Select(group => group.Name).Distinct().ToList();
        var held = asked.Min(list => Held(context, context.Fleet.AlertTraces.GetValueOrDefault(new Link(list.AskedIn, context.Failed), Trace.Empty), list));
        yield return Judge(context, title, firing.Count == 0 ? Health.Pass : Health.Fail, firing.Count == 0 ? "quiet" : $"firing: {string.Join(", ", firing)}", held, asked.MinBy(list => list.ObservedAt)!)
            with { Source = string.Join(", ", asked.Select(list => list.Source)) };
    }

    private static TimeSpan Held(StepContext context, Trace trace, Observation newest) => trace.Held(context.Incident.StartedAt, newest.Cadence);

    private static Evidence Judge(StepContext context, string title, Health now, string detail, TimeSpan held, Observation newest)
    {
        if (now != Health.Pass) return new(title, now, detail, null, newest.Source, newest.ObservedAt);
        var watch = context.Policy.HealthyWatch;
        return new(title, held < watch ? Health.Fail : Health.Pass, $"{detail}; well for {Math.Min(held.TotalSeconds, watch.TotalSeconds):0} s", $"{watch.TotalSeconds:0} s", newest.Source, newest.ObservedAt);
    }
}
