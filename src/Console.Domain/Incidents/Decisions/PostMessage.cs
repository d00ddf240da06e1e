using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

namespace IncidentConsole.Domain.Incidents.Decisions;

/// <summary>Records that a message was posted, with its exact text. The start message is item 7, the resolution item 18.</summary>
public static class PostMessage
{
    public const int MostCharacters = 20_000;
    public const int MostChannelCharacters = 200;

    /// <param name="by">Whose hand it was, for a text that was edited.</param>
    /// <param name="subject">As whoever posted says; null for the text's own.</param>
    public static Decision Decide(Incident incident, MessageText text, string? channel, string by, string? subject = null) =>
        Refuses(incident, text, channel) is { } refusal ? refusal
        : Posted(incident, new MessagePosted(Name(text.Draft.Kind), Name(text.Format), Typed.Line(channel!), subject ?? text.Subject, text.Body, text.Draft.Unproven)
        {
            Generated = text.IsEdited ? text.Generated : null,
            EditedBy = text.IsEdited ? by : null,
            Altered = text.IsEdited ? text.Altered : null,
        });

    internal static Decision Posted(Incident incident, MessagePosted posted) => Typed.Settling(incident, ItemOf(posted.Message), posted, $"posted to {posted.Channel}", anew: false);

    /// <summary>The same for what the console delivered itself: the other side has taken it, so the item rests on nobody's word.</summary>
    internal static Decision Posted(Incident incident, MessagePosted posted, Evidence delivery) =>
        Typed.Settling(incident, ItemOf(posted.Message), posted, step => new StepProven(step.Number, step.Title, [delivery]), anew: false);

    internal static Refusal? Refuses(Incident incident, MessageText text, string? channel)
    {
        if (string.IsNullOrWhiteSpace(text.Body)) return new("The message is empty.", RefusalReason.Invalid);
        if (text.Body.Length > MostCharacters) return new($"The message is longer than {MostCharacters:#,0} characters.", RefusalReason.Invalid);
        if (string.IsNullOrWhiteSpace(channel)) return new("Say where it was posted.", RefusalReason.Invalid);
        if (channel.Length > MostChannelCharacters) return new($"The channel is longer than {MostChannelCharacters} characters.", RefusalReason.Invalid);
        if (incident.Kind == IncidentKind.Drill && !text.Body.Contains("DRILL", StringComparison.Ordinal)) return new("This is a drill: the text must say so, with [DRILL].", RefusalReason.Invalid);
        return TooEarly(incident, text.Draft.Kind);
    }

    /// <summary>Why a message cannot be true yet; null when it can.</summary>
    public static Refusal? TooEarly(Incident incident, MessageKind kind)
    {
        var open = StillOpen(incident);
        return kind == MessageKind.Resolved && open.Count > 0
            ? new($"Not resolved yet: {string.Join(", ", open.Select(item => item.Number))} of the checklist are open. Settle them, or post the mitigated message.")
            : kind == MessageKind.Mitigated && !incident.TakesRegionOut && PausedWrites.Of(incident) is { Regions.Count: 2 } paused
            ? new($"Not mitigated yet: no region accepts writes, paused by us since {Text.Time(paused.Since)} UTC. Let them in again (item {ResumeTraffic.Step.Number}), or post an update.")
            : null;
    }

    /// <summary>The items of the last phase that stand before the resolution and are not settled: while there are any, it is only mitigated.</summary>
    public static IReadOnlyList<Step> StillOpen(Incident incident) =>
    [
        .. RunbookCatalog.Find(incident.Runbook).Phases[^1].Steps
            .TakeWhile(item => item.Key != ItemOf(Name(MessageKind.Resolved))).Where(item => !incident.Step(item.Number).IsSettled),
    ];

    internal static string Name(Enum value) => value.ToString().ToLowerInvariant();

    /// <summary>Key of the item that a message settles; null when it settles none.</summary>
    internal static string? ItemOf(string message) => message switch
    {
        "start" => "start-notification",
        "resolved" => "resolution-notification",
        _ => null,
    };
}
