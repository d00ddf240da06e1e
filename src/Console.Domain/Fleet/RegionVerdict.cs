namespace IncidentConsole.Domain.Fleet;

/// <summary>The verdict on a region, and how sure.</summary>
/// <param name="Since">When it began to be so: for Down the first failed probe, not the moment it was believed.</param>
/// <param name="DecidedAt">When the console could say so.</param>
/// <param name="Agree">Vantage points that say so.</param>
/// <param name="Of">Vantage points there are.</param>
/// <param name="Because">The reasons, in words.</param>
public sealed record RegionVerdict(Verdict Value, DateTimeOffset? Since, DateTimeOffset? DecidedAt, int Agree, int Of, string Because)
{
    /// <summary>The first this console came to: it may have been so long before <see cref="Since"/>, when nobody looked from here.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Vantage points that must agree before a region is called down.</summary>
    public const int Quorum = 2;

    /// <summary>Latencies in a row that must agree before they change a verdict: one slow second must not make it flap, nor one fast one.</summary>
    public const int LatenciesInARow = 3;

    public static RegionVerdict NotYetKnown { get; } = new(Verdict.Unknown, null, null, 0, 0, "not asked yet");

    /// <summary>Judges a region by its vantage points and readings. A pure function: the detection rule of the whole product.</summary>
    public static RegionVerdict Judge(RegionState region, DateTimeOffset now)
    {
        var vantagePoints = region.VantagePoints.Values.ToList();
        var failing = vantagePoints.Where(vantage => vantage.HealthAt(now) == Health.Fail).ToList();
        var passing = vantagePoints.Where(vantage => vantage.HealthAt(now) == Health.Pass).ToList();
        var troubles = Signals.Serving.Select(signal => TroubleOf(region, signal, now)).OfType<string>().ToList();

        var (value, agree, because) = (failing.Count, passing.Count) switch
        {
            ( >= Quorum, _) => (Verdict.Down, failing.Count, $"{failing.Count} of {vantagePoints.Count} vantage points agree: {Names(failing)}"),
            var (fails, passes) when fails + passes < Quorum => (Verdict.Unknown, passes, "fewer than two vantage points can be asked"),
            ( > 0, _) => (Verdict.Degraded, failing.Count, $"{Names(failing)} cannot reach it; {Names(passing)} can"),
            _ when troubles.Count > 0 => (Verdict.Degraded, passing.Count, string.Join("; ", troubles)),
            _ => (Verdict.Healthy, passing.Count, $"{passing.Count} of {vantagePoints.Count} vantage points reach it"),
        };

        var before = region.Verdict;
        if (before.Value == value && before.Since is not null)
            return before with { Agree = agree, Of = vantagePoints.Count, Because = because };
        var since = value == Verdict.Down ? failing.Min(vantage => vantage.FirstFailedAt) ?? now : now;
        return new(value, since, now, agree, vantagePoints.Count, because) { IsFirst = before.Since is null || before is { IsFirst: true, Value: Verdict.Unknown } };
    }

    private static string? TroubleOf(RegionState region, string signal, DateTimeOffset now)
    {
        if (region.Read(signal, now) is not { Health: not Health.Unknown } reading) return null;
        var health = signal == Signals.Latency ? region.TraceOf(signal).Settled(LatenciesInARow) : reading.Health;
        if (health != Health.Fail) return null;
        return reading.Health == Health.Fail ? $"{signal}: {reading.Detail}" : $"{signal}: {reading.Detail}, but not yet good {LatenciesInARow} times in a row";
    }

    private static string Names(IEnumerable<VantagePoint> vantagePoints) => string.Join(", ", vantagePoints.Select(vantage => vantage.Name));
}
