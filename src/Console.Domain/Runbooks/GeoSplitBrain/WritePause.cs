using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain;

/// <summary>
/// For how long a region refused writes: from the click, as the first pods refuse them before the last one is told to, until the last pod took them
/// again. So it is never less than it was.
/// </summary>
/// <param name="Until">Null while it is paused.</param>
internal readonly record struct WritePause(DateTimeOffset From, DateTimeOffset? Until)
{
    public static IReadOnlyList<WritePause> Of(Incident incident, RegionId region)
    {
        var (pauses, from) = (new List<WritePause>(), (DateTimeOffset?)null);
        foreach (var plan in Drains.Changes(incident, region))
        {
            if (Drains.IsDrain(plan)) from ??= plan.ConfirmedAt ?? plan.EndedAt;
            else if (from is { } began)
            {
                pauses.Add(new(began, plan.EndedAt));
                from = null;
            }
        }
        if (from is { } still) pauses.Add(new(still, null));
        return pauses;
    }

    /// <summary>How long two regions refused them at once.</summary>
    public static TimeSpan Overlap(IReadOnlyList<WritePause> left, IReadOnlyList<WritePause> right) => Sum(
        from one in left
        from other in right
        let begins = one.From > other.From ? one.From : other.From
        let ends = one.Until < other.Until ? one.Until : other.Until
        where ends > begins
        select new WritePause(begins, ends));

    public static TimeSpan Sum(IEnumerable<WritePause> pauses) => pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + (pause.Until - pause.From ?? TimeSpan.Zero));
}
