using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Causes;

/// <summary>
/// What the fleet's own facts point at, with the facts. It goes by what was first: a backend fails when its store does, so the earliest
/// departure says more than the loudest. A suggestion, never a finding.
/// </summary>
internal static class SuggestedCause
{
    /// <summary>How long before the first failed probe a departure may belong to it: a probe has a cadence, and slow decay comes first.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    /// <summary>Sources that go silent within this are taken for one event.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(30);

    private const int Whole = 3;
    private static readonly ImmutableArray<string> Stores = [Signals.Redis, Signals.RedisMemory, Signals.WarmStore, Signals.WalWriter];
    private static readonly ImmutableArray<string> Insides = [Signals.Nodes, Signals.Pods, Signals.Redis, Signals.WarmStore, Signals.WalWriter];

    /// <param name="cluster">Null while nobody has asked it.</param>
    public static (CauseResult Cause, ImmutableArray<string> Evidence) Of(RegionState region, DateTimeOffset startedAt, ClusterFacts? cluster)
    {
        var departures = Departure.Of(region, startedAt - Before, startedAt);
        var kept = region.Traces.Values.Where(trace => !trace.Samples.IsEmpty).Select(trace => trace.Samples[0].At).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        var sentence = Sentence(region, startedAt, cluster, departures);
        if (sentence is null && kept > startedAt)
            return (new(false, $"Not known: this console keeps no reading of {region.Id} from before {Text.Time(startedAt)} UTC, it was started later"),
                [.. ClusterWords.Of(cluster)]);
        sentence ??= $"Nothing stands out: no reading of {region.Id} that is still kept turned bad around {Text.Time(startedAt)} UTC";
        return (new(true, sentence),
            [.. departures.Select(departure => departure.Sentence), .. ClusterWords.Of(cluster)]);
    }

    private static string? Sentence(RegionState region, DateTimeOffset startedAt, ClusterFacts? cluster, IReadOnlyList<Departure> departures)
    {
        var nodes = cluster?.Nodes.Where(node => !node.IsReady).ToList() ?? [];
        var pods = cluster?.Pods.Where(pod => !pod.IsReady).ToList() ?? [];
        var silent = Silent(departures);
        var store = departures.FirstOrDefault(departure => Stores.Contains(departure.What) && departure.At <= startedAt + AtOnce);
        var reached = departures.Count(departure => departure.IsVantagePoint);

        if (nodes.Count > 0)
            return $"{nodes.Count} of {cluster!.Nodes.Length} nodes of {region.Id} are not ready: {string.Join(", ", nodes.Select(ClusterWords.Of))}";
        if (silent.Count >= Whole)
            return $"{region.Id} as a whole cannot be reached: {string.Join(", ", silent.Select(departure => departure.What))} went silent within "
                + $"{Text.Span(silent[^1].At - silent[0].At)} of each other, from {Text.Time(silent[0].At)} UTC. Network, power, or the provider's zone";
        if (store is not null)
            return $"{store.What} of {region.Id} went first, {Text.Time(store.At)} UTC ({store.Detail}), the first failed probe was {Text.Time(startedAt)} UTC";
        if (pods.Count > 0)
            return $"{pods.Count} of {cluster!.Pods.Length} backend pods of {region.Id} are not ready{Reasons(pods)}";
        if (reached > 0 && cluster is { Trouble: null, Pods.Length: > 0 })
            return $"The way to {region.Id}, its load balancer or the network before it: its nodes and pods report ready "
                + $"while {reached} vantage points lost it";
        return departures.Count == 0 ? null
            : $"No single cause stands out; the first was {departures[0].Sentence}";
    }

    /// <summary>The largest part of what became unaskable from the same moment on.</summary>
    private static List<Departure> Silent(IReadOnlyList<Departure> departures)
    {
        var inside = departures.Where(departure => Insides.Contains(departure.What) && (departure.To == Health.Unknown || departure.What == Signals.Redis)).ToList();
        return inside.Count == 0 ? [] : [.. inside.Where(departure => departure.At - inside[0].At <= AtOnce)];
    }

    private static string Reasons(List<PodFact> pods)
    {
        var reasons = pods.Select(pod => pod.Reason).OfType<string>().Distinct().ToList();
        return reasons.Count == 0 ? "" : $": {string.Join(", ", reasons)}";
    }
}
