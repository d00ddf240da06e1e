using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Incidents;
using static IncidentConsole.Domain.Review.Exports.MarkdownText;

namespace IncidentConsole.Domain.Review.Exports;

/// <summary>The messages of the post-mortem's draft, as they were sent; of one that somebody edited also what was generated.</summary>
internal static class PostMortemMessages
{
    public static IEnumerable<string> Lines(Incident incident)
    {
        yield return "## Messages";
        yield return "";
        if (incident.Messages.IsEmpty) yield return "None was posted.";
        foreach (var posted in incident.Messages)
        {
            yield return $"- {Escape(posted.Summary)}";
            foreach (var line in posted.Message.Body.Split('\n')) yield return $"  > {Escape(line.TrimEnd('\r'))}";
            if (posted.Message.Generated is not { } generated) continue;
            foreach (var claim in posted.Message.Altered ?? []) yield return $"  - no longer said as measured: {Escape(claim)}";
            foreach (var line in Diff(generated, posted.Message.Body)) yield return line;
        }
    }

    /// <summary>Each line begins with its sign, so no text can end the block.</summary>
    private static IEnumerable<string> Diff(string generated, string body) =>
    [
        "", "  ```diff",
        .. TextDiff.Of(generated, body).Where(line => line.Kind != DiffKind.Same).Select(line => $"  {(line.Kind == DiffKind.Removed ? '-' : '+')} {line.Text.Replace('\r', ' ')}"),
        "  ```", "",
    ];
}
