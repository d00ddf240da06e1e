using System.Collections.Concurrent;
using IncidentConsole.Domain.Comms;

namespace IncidentConsole.Web.Features.Comms;

/// <summary>
/// What somebody has changed in a message and not posted yet, with the text it was begun from: it outlives the page, and is never held against
/// figures that moved on meanwhile.
/// </summary>
internal sealed class KeptEdits
{
    // An edit nobody came back to for a day is of no use to anybody.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<EditKey, KeptEdit> edits = new();

    public KeptEdit? Find(EditKey key) => edits.GetValueOrDefault(key);

    public void Keep(EditKey key, KeptEdit edit)
    {
        foreach (var (old, _) in edits.Where(kept => edit.At - kept.Value.At > Longest)) edits.TryRemove(old, out _);
        edits[key] = edit;
    }

    public void Drop(EditKey key) => edits.TryRemove(key, out _);
}

internal readonly record struct EditKey(string By, int Incident, MessageKind Kind, MessageFormat Format);

/// <param name="Draft">What the console had written when the edit was begun.</param>
/// <param name="At">When that was.</param>
internal sealed record KeptEdit(MessageDraft Draft, DateTimeOffset At, string Text);
