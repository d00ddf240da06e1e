using IncidentConsole.Domain.Fleet;
using static IncidentConsole.Domain.Review.Exports.MarkdownText;

namespace IncidentConsole.Domain.Review.Exports;

/// <summary>Who stands behind each action, in the post-mortem.</summary>
internal static class SignOffLines
{
    public static IEnumerable<string> Of(IncidentReview review)
    {
        if (review.SignOffs.Count == 0) yield break;
        yield return "## Who requested, approved and confirmed";
        yield return "";
        yield return "| Action | Requested by | Approved by | Confirmed by | UTC |";
        yield return "|---|---|---|---|---|";
        foreach (var action in review.SignOffs)
            yield return $"| {action.Item} · {Escape(action.Title)} | {Escape(action.RequestedBy)} | {Escape(action.Approval)} | {Escape(action.ConfirmedBy)} | " +
                $"{Text.Time(action.ConfirmedAt, review.Incident.StartedAt)} |";
        foreach (var gap in review.SignOffs.Select(action => action.Gap).OfType<string>())
            yield return $"\n**Second person:** {Escape(gap)}";
    }
}
