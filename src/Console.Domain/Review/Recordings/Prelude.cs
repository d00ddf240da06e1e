using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Review.Recordings;

/// <summary>What was before the recording began, from the traces the board keeps: an incident begins before anybody declares it.</summary>
internal static class Prelude
{
    // A trace's sample stands until its signal is three cadences old; what is slower than this is not charted.
    private static readonly TimeSpan Keeps = TimeSpan.FromSeconds(30);

    public static IEnumerable<RecordedSample> Of(FleetSnapshot fleet, DateTimeOffset from, DateTimeOffset to)
    {
        for (var at = from; at < to; at += RecordingCadence.Fine)
            yield return new(at,
                fleet.Regions.Values.ToImmutableSortedDictionary(region => region.Id, region => new RecordedRegion(Reached(region, at), Value(region.TraceOf(Signals.Errors), at), Value(region.TraceOf(Signals.Ingest), at))),
                [.. fleet.WalLagTraces.Select(link => new RecordedLink(link.Key.From, link.Key.To, Value(link.Value, at), null, null, null))])
            {
                UserPath = RecordedProbes.Of(fleet, at - RecordingCadence.Fine, at),
            };
    }

    /// <summary>Healthy where every vantage point reached it then. More is not read out of traces: that it was down, and since when, the timeline says.</summary>
    private static Verdict Reached(RegionState region, DateTimeOffset at) =>
        !region.VantagePoints.IsEmpty && region.VantagePoints.Values.All(vantage => vantage.Probes.Samples.LastOrDefault(sample => sample.At <= at) is { Health: Health.Pass } newest && at - newest.At <= Keeps)
            ? Verdict.Healthy : Verdict.Unknown;

    private static double? Value(Trace trace, DateTimeOffset at)
    {
        var newest = trace.Samples.LastOrDefault(sample => sample.At <= at);
        return newest.Health != Health.Unknown && at - newest.At <= Keeps && newest.Value is { } value ? Math.Round(value, 3) : null;
    }
}
