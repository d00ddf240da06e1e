using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

/// <summary>
/// Which guards fail, and since when. Only a good reading ends it: clients that flee a failing region leave too little traffic to judge it by,
/// and what cannot be seen is not fine.
/// </summary>
internal sealed class BreachWatch(TimeSpan after)
{
    private readonly Dictionary<GuardId, (DateTimeOffset Since, string Words)> failing = [];

    /// <summary>The one that has failed for the longest, in words; null when none fails.</summary>
    public string? Failing => failing.Count == 0 ? null : failing.Values.MinBy(each => each.Since).Words;

    /// <returns>The breach, once a guard has failed for long enough.</returns>
    public RampStop? Take(IEnumerable<GuardReading> guards, DateTimeOffset now)
    {
        foreach (var guard in guards)
        {
            if (guard.Verdict == Health.Pass) failing.Remove(guard.Id);
            if (guard.Verdict == Health.Fail) failing[guard.Id] = (failing.TryGetValue(guard.Id, out var known) ? known.Since : now, guard.Words);
        }
        return failing.Where(each => now - each.Value.Since >= after).Select(each => new RampStop(each.Value.Words, each.Key)).FirstOrDefault();
    }
}
