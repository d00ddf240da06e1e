using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Actions;

/// <summary>
/// What measures something waits until nothing moves it any more, and what would move it waits until it is measured: whichever was
/// started first goes
/// first, in whichever incident.
/// </summary>
internal static class QuietRules
{
    /// <param name="hasBegun">Only what has begun counts: two that were confirmed at the same moment must not wait for each other.</param>
    /// <returns>What the plan waits for; null when nothing is in its way.</returns>
    public static Refusal? Check(ActionPlan plan, Incident incident, IncidentBook book, Tools tools, bool hasBegun)
    {
        if (plan.Procedure is not { } call || tools.Find(call) is not { } own) return null;
        var (moves, measures) = (own.Disturbs(call).ToHashSet(), own.NeedsQuiet(call).ToHashSet());
        if (moves.Count + measures.Count == 0) return null;
        // The incident that decides may be newer than the book.
        foreach (var other in book.Open.Where(open => open.Number != incident.Number).Prepend(incident))
            foreach (var state in other.Plans.Where(state => state.Plan.Id != plan.Id
                && (hasBegun ? state.Status is PlanStatus.Running or PlanStatus.OutcomeUnknown : state.IsUnderWay)))
            {
                if (state.Plan.Procedure is not { } theirs || tools.Find(theirs) is not { } running) continue;
                var first = $"“{state.Plan.Title}”{(other.Number == incident.Number ? "" : $" in #{other.Number}")}, confirmed by {state.ConfirmedBy}";
                if (running.Disturbs(theirs).FirstOrDefault(measures.Contains) is { } moved)
                    return new($"Waits for {first}: it moves {moved}, which this measures. Start this again when that has ended.");
                if (running.NeedsQuiet(theirs).FirstOrDefault(moves.Contains) is { } measured)
                    return new($"Waits for {first}: it measures {measured}, which this moves. Start this again when that has ended.");
            }
        return null;
    }
}
