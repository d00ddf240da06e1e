using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Review.Recordings;
using static IncidentConsole.Domain.Review.Exports.MarkdownText;

namespace IncidentConsole.Domain.Review.Exports;

/// <summary>The figures of the post-mortem's draft.</summary>
internal static class PostMortemFigures
{
    public static IEnumerable<string> Lines(IncidentReview review, UsersMet? met)
    {
        yield return "## Measured";
        yield return "";
        yield return "| Figure | Measured | Target |";
        yield return "|---|---|---|";
        if (review.Incident.TakesRegionOut)
        {
            yield return $"| RTO | {(review.Incident.Restored is { AtLeast: true } ? "at least " : "")}{Or(review.MeasuredRto, "not measured")}{Missed(review.MeasuredRto > review.RtoTarget)} | {Text.Clock(review.RtoTarget)} |";
            foreach (var part in review.Rto.Shown) yield return $"| of it: {part.Name} | {Text.Clock(part.Took)} | |";
            yield return $"| RPO | {Escape(review.Rpo.Words)}{Missed(review.Rpo.Value > review.RpoTarget)} | {Text.Clock(review.RpoTarget)} |";
            yield return $"| Errors seen by users | {met?.Words ?? "not recorded"} | |";
            yield return $"| Time to detect | {Or(review.Times.Detect, "never seen down")} | |";
        }
        else
        {
            foreach (var figure in SplitBrainFigures.Of(review.Incident, review.At)) yield return $"| {figure.Title} | {figure.Value}; {figure.Below} | |";
        }
        yield return $"| Time to declare | {Or(review.Times.Declare, "–")} | |";
        if (review.Incident.TakesRegionOut) yield return $"| Time to mitigate | {Or(review.Times.Mitigate, "not proven")} | |";
        yield return $"| Time to recover | {Or(review.Times.Recover, review.Incident switch { { IsOpen: true } => "not resolved", { Interrupted: not null } => "interrupted", _ => "resolved with items open: not recovered" })}{Missed(review.Times.Recover > review.RecoverTarget)} | {Or(review.RecoverTarget, "")} |";
        foreach (var phase in review.Phases)
            yield return $"| Phase {phase.Title} | {(phase.Took is { } took ? Text.Clock(took) + (phase.IsLate ? ", late" : "") : $"{phase.Settled} of {phase.Items} items settled")} | {Or(phase.Budget, "")} |";
        yield return $"| Checklist | {review.Items.Words} | |";
        if (review.Rpo.Loss is { Lost: > 0 }) yield return "\nThe ids of what was lost are in the reconciliation list of the incident.";
    }

    private static string Missed(bool isMissed) => isMissed ? ", target missed" : "";

    private static string Or(TimeSpan? time, string otherwise) => time is { } known ? Text.Clock(known) : otherwise;
}
