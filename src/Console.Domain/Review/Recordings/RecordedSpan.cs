using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Review.Recordings;

/// <summary>The recording of an incident, folded into what the review draws.</summary>
public sealed record RecordedSpan(Incident Incident, IReadOnlyList<RecordedSample> Samples)
{
    /// <summary>More than this between two samples is a gap: nobody recorded.</summary>
    public static readonly TimeSpan LongestPause = RecordingCadence.Coarse * 3;

    public DateTimeOffset From => Incident.StartedAt - RecordingCadence.Before;

    public IReadOnlyList<RegionId> Regions => [.. Samples.SelectMany(sample => sample.Regions.Keys).Distinct().Order()];

    /// <summary>The sample that was newest at a moment; null where nobody recorded then.</summary>
    public RecordedSample? At(DateTimeOffset moment) => Samples.LastOrDefault(sample => sample.At <= moment) is { } sample && moment - sample.At <= LongestPause ? sample : null;

    /// <summary>As recorded; before the declaration, when nobody recorded yet, that the failed region was down is known from the timeline.</summary>
    public Verdict VerdictOf(RecordedSample sample, RegionId region) =>
        sample.Regions.GetValueOrDefault(region).Verdict is var recorded && recorded == Verdict.Unknown && region == Incident.Region && sample.At >= Incident.DownAt && sample.At < Incident.DeclaredAt
            ? Verdict.Down : recorded;

    public Series Errors(RegionId region) => Series.Of(region.Value, Samples, sample => sample.Regions.GetValueOrDefault(region).Errors);

    public IEnumerable<Series> Lags() => Samples.SelectMany(sample => sample.Links).Select(link => new Link(link.From, link.To)).Distinct().Order()
        .Select(link => Series.Of(link.ToString(), Samples, sample => sample.Lag(link)));

    /// <summary>Dedup keys that differ, of every pair of regions that was compared.</summary>
    public IEnumerable<Series> Parities() => Samples.SelectMany(sample => sample.Links).Where(link => link.Differences is not null).Select(link => new Link(link.From, link.To)).Distinct().Order()
        .Select(link => Series.Of(link.ToString(), Samples, sample => sample.Find(link)?.Differences));

    /// <summary>
    /// A region's share of the load, 0 to 1. Where another region could not be asked, against the load of the whole fleet before the incident:
    /// what is missing from the sum is then not known.
    /// </summary>
    public Series Share(RegionId region) => Series.Of(region.Value, Samples, sample => ShareOf(sample, region));

    public double? ShareOf(RecordedSample sample, RegionId region)
    {
        if (sample.Regions.GetValueOrDefault(region).Rate is not { } rate) return null;
        var known = sample.Regions.Values.Sum(each => each.Rate ?? 0);
        var isComplete = sample.Regions.Values.All(each => each.Rate is not null);
        var whole = isComplete ? known : Math.Max(known, Incident.LoadBefore ?? 0);
        return whole > 0 && (isComplete || Incident.LoadBefore is not null) ? rate / whole : null;
    }

    /// <summary>Of the probes that walk the users' path, how many failed, in percent.</summary>
    public Series UserPath() => Series.Of("user path", Samples, sample => sample.UserPath.FailedPercent);

    /// <summary>What users met until service was proven restored, as the messages have it where it was counted whole; null when no probe was made.</summary>
    public UsersMet? Met()
    {
        var (restored, end) = (Incident.Restored?.ProvenAt, Incident.ResolvedAt ?? DateTimeOffset.MaxValue);
        var samples = Samples.Where(sample => sample.At >= Incident.StartedAt && sample.At <= (restored ?? end)).ToList();
        var (peak, later) = (Peak(samples), restored is null ? null : Peak(Samples.Where(sample => sample.At > restored && sample.At <= end)));
        if (Incident.Restored?.Impact is { IsWhole: true, Requests: > 0 } impact) return new(100.0 * impact.Failed / impact.Requests, impact.Requests, peak, later);
        var probes = new RecordedProbes(samples.Sum(sample => sample.UserPath.Good), samples.Sum(sample => sample.UserPath.Failed));
        return probes.FailedPercent is { } failed ? new(failed, probes.Good + probes.Failed, peak, later) : null;
    }

    private static double? Peak(IEnumerable<RecordedSample> samples) => samples.SelectMany(sample => sample.Regions.Values).Max(region => region.Errors);
}

/// <param name="FailedPercent">Of the user-path probes.</param>
/// <param name="Probes">How many there were.</param>
/// <param name="PeakErrors">The worst error rate a region counted itself, percent: who does not reach it is not in there. Null when none was known.</param>
/// <param name="PeakLater">The same after service was restored.</param>
public readonly record struct UsersMet(double FailedPercent, int Probes, double? PeakErrors, double? PeakLater)
{
    /// <summary>What the percentage is of.</summary>
    public string Of => $"of {Probes} user-path probes until restored{(PeakErrors is { } peak ? $"; answered errors at most {Text.Number(peak)} %{(PeakLater is > 0 and var later ? $", afterwards {Text.Number(later)} %" : "")}" : "")}";

    public string Words => $"{Text.Number(Math.Round(FailedPercent, 1))} % {Of}";
}
