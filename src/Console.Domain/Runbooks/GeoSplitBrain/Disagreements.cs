using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain;

/// <summary>
/// The comparison of the incident's two regions, whichever of them it names first. Of an incident that is over there is none: what differs now
/// is another one's, and what its own items have proven is in <see cref="ProvenAlike"/>.
/// </summary>
internal static class Disagreements
{
    /// <summary>The newest comparison; Unknown when it could not be made. Null when none was ever tried.</summary>
    public static DedupParity? Parity(StepContext context) => Either(context.Fleet.Parities, context);

    /// <summary>What the last comparison that worked counted, however old.</summary>
    public static Divergence? LastKnown(StepContext context) => Either(context.Fleet.LastKnownParities, context) is { } parity ? Divergence.Of(parity) : null;

    /// <summary>What is counted now; null when that is not known.</summary>
    public static Divergence? Fresh(StepContext context) =>
        Parity(context) is { Health: not Health.Unknown } parity && !parity.IsStale(context.Now) ? Divergence.Of(parity) : null;

    /// <summary>The verdict of a check that needs a comparison of now, made after a moment.</summary>
    /// <param name="since">What is older proves nothing.</param>
    public static Evidence Judge(StepContext context, string title, string threshold, Func<Divergence, bool> holds, Func<Divergence, string> words, DateTimeOffset? since = null)
    {
        var parity = Parity(context);
        var (source, at) = (parity?.Source ?? "Redis of both regions", parity?.ObservedAt ?? context.Now);
        if (Fresh(context) is not { } now) return new(title, Health.Unknown, !context.Incident.IsOpen ? "not known any more: the incident is over" : parity?.Detail ?? "not compared yet", threshold, source, at);
        return !IsSince(context, since)
            ? new(title, Health.Unknown, $"not compared since {Text.Time(since!.Value)} UTC", threshold, source, at)
            : holds(now) && now.IsNone && parity!.HidesBeyond(context.Policy.Rpo)
            ? new(title, Health.Unknown, $"{words(now)}; {Text.Number(parity.TooYoung)} younger than a lag beyond the RPO left out", threshold, source, at)
            : new(title, holds(now) ? Health.Pass : Health.Fail, words(now), threshold, source, at);
    }

    /// <summary>Whether the newest comparison was begun after a moment: one that ended after it may have read before it.</summary>
    public static bool IsSince(StepContext context, DateTimeOffset? since) => since is null || (Parity(context) is { } parity && parity.ObservedAt - parity.Took > since);

    public static string Words(Divergence divergence, StepContext context)
    {
        var parity = Parity(context);
        return divergence.IsNone ? $"{Text.Number(divergence.Keys)} keys, all alike"
            : $"{Text.Number(divergence.OnlyLeft)} only in {parity?.Left}, {Text.Number(divergence.OnlyRight)} only in {parity?.Right}, {Text.Number(divergence.Conflicts)} in conflict, of {Text.Number(divergence.Keys)}";
    }

    private static DedupParity? Either(IReadOnlyDictionary<Link, DedupParity> parities, StepContext context) => !context.Incident.IsOpen ? null :
        parities.GetValueOrDefault(new Link(context.Failed, context.Survivor)) ?? parities.GetValueOrDefault(new Link(context.Survivor, context.Failed));
}
