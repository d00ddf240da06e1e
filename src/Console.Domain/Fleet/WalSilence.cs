namespace IncidentConsole.Domain.Fleet;

/// <summary>
/// What a silent WAL writer means. A region without submissions has nothing to ship: one that is drained or latched out is silent and well.
/// </summary>
internal static class WalSilence
{
    /// <summary>
    /// The newest look at a region's WAL writer, when it found it silent under load; null when it ships, or nobody could tell yet. It outlives a region that
    /// went dark: what was not shipped by then is not shipped.
    /// </summary>
    public static Reading? Of(RegionState region) => region.LastKnown.GetValueOrDefault(Signals.WalWriter) is { Health: Health.Fail } silent ? silent : null;

    /// <summary>When a silent writer wrote its newest segment; null when it is not silent, or wrote none within all that was looked at.</summary>
    public static DateTimeOffset? NewestShipped(RegionState region) => Of(region) is { Value: { } age } silent ? silent.ObservedAt - TimeSpan.FromSeconds(age) : null;

    /// <summary>A reading that found silence, judged by what was submitted during the silence that is allowed; any other as it is.</summary>
    public static Reading Judge(Reading reading, RegionState region)
    {
        if (reading is not { Signal: Signals.WalWriter, Health: Health.Fail, Threshold: { } allowed }) return reading;

        var looks = region.TraceOf(Signals.Ingest).Since(reading.ObservedAt - TimeSpan.FromSeconds(allowed)).ToList();
        var submissions = looks.Where(sample => sample.Value is not null).ToList();
        // What was submitted before an outage says nothing of the silence after it: the newest look must have seen something too.
        if (submissions.Count == 0 || looks[^1].Value is null)
            return reading with { Health = Health.Unknown, Detail = $"{reading.Detail}; whether anything is submitted is not known" };
        // Found silent under load it stays so until it ships: draining the region does not mend its writer.
        return Of(region) is not null || submissions.TrueForAll(sample => sample.Value > 0)
            ? reading
            : reading with { Health = Health.Pass, Detail = $"{reading.Detail}; idle, nothing is submitted" };
    }
}
