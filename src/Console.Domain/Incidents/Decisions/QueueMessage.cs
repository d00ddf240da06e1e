using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Incidents.Decisions;

/// <summary>Messages the console posts itself.</summary>
public static class QueueMessage
{
    /// <param name="destination">Where the channel brings messages of this incident; null when it has nowhere.</param>
    public static Decision Decide(Incident incident, MessageText text, string? destination, Guid id)
    {
        var (message, format) = (PostMessage.Name(text.Draft.Kind), PostMessage.Name(text.Format));
        if (destination is null) return Decision.Refuse($"No {format} channel is configured for {(incident.Kind == IncidentKind.Drill ? "drills" : "incidents")}. Copy the message, and mark it as posted.");
        if (PostMessage.Refuses(incident, text, destination) is { } refusal) return refusal;
        if (incident.Outbox.Find(post => post.IsUnsettled && post.Message.Message == message && post.Message.Format == format) is { } under)
            return Decision.Refuse($"The {message} message of {Text.Time(under.QueuedAt)} UTC is still on its way to {under.Message.Channel}. Settle that one first.");
        if (incident.Outbox.Exists(post => post.Status == OutboxStatus.Delivered && post.Message.Format == format && post.Message.Body == text.Body))
            return Decision.Refuse($"This very text was posted to {destination} already.");
        return new MessageQueued(id, message, format, destination, text.Subject, text.Body, text.Draft.Unproven)
        {
            Generated = text.IsEdited ? text.Generated : null,
            Altered = text.IsEdited ? text.Altered : null,
        };
    }

    /// <summary>A part was delivered. With the last one, the message is posted, as of whoever had it posted.</summary>
    /// <param name="at">When the other side took it.</param>
    public static Decision Delivered(Incident incident, OutboxState post, MessageDelivered delivered, DateTimeOffset at) =>
        Delivered(post, delivered, Actor.Console, () => PostMessage.Posted(incident, PostedOf(post),
            new("Delivery", Health.Pass, $"posted to {post.Message.Channel}", null, $"{post.Message.Format}: {delivered.Answer}", at)));

    /// <summary>Sends it now: because it is not there, or so as not to wait for the next attempt.</summary>
    public static Decision Retry(Incident incident, Guid id) => incident.Post(id) switch
    {
        null => NoSuch,
        { Status: OutboxStatus.Failed or OutboxStatus.Unknown } => new MessageRetried(id),
        { Status: OutboxStatus.Queued or OutboxStatus.Sending } => Decision.Refuse("It is on its way."),
        var post => Decision.Refuse($"It was {PostMessage.Name(post.Status)} already."),
    };

    /// <summary>Somebody looked, and it is there.</summary>
    /// <param name="parts">How many messages it takes.</param>
    public static Decision Arrived(Incident incident, Guid id, int parts, Actor by) => incident.Post(id) switch
    {
        null => NoSuch,
        { Status: OutboxStatus.Unknown } post => Delivered(post, new(id, post.Delivered + 1, Math.Max(post.Delivered + 1, parts), $"by {by.Name}'s word, who looked at the channel"), by, () => PostMessage.Posted(incident, PostedOf(post))),
        _ => Decision.Refuse("Only a message whose outcome is unknown can be settled by looking."),
    };

    public static Decision Withdraw(Incident incident, Guid id, string? reason) => incident.Post(id) switch
    {
        null => NoSuch,
        { Status: OutboxStatus.Failed or OutboxStatus.Unknown or OutboxStatus.Queued } => string.IsNullOrWhiteSpace(reason) || reason.Length > Checklist.MostReasonCharacters
            ? Decision.Refuse("Say why it shall not be sent, in a sentence.", RefusalReason.Invalid) : new MessageWithdrawn(id, Typed.Clean(reason)),
        { Status: OutboxStatus.Sending } => Decision.Refuse("It is on its way: it cannot be taken back."),
        var post => Decision.Refuse($"It was {PostMessage.Name(post.Status)} already."),
    };

    /// <param name="by">Who says that it was delivered.</param>
    private static Decision Delivered(OutboxState post, MessageDelivered delivered, Actor by, Func<Decision> posted)
    {
        var entries = new List<NewEntry> { new(delivered, null, by) };
        // Posted by whoever had it posted; that the item is proven is the console's finding.
        if (delivered.Part == delivered.Parts) entries.AddRange(posted().Entries.Select(entry => entry with { By = entry.Event is StepProven ? Actor.Console : post.By }));
        return Decision.Of(entries);
    }

    private static MessagePosted PostedOf(OutboxState post) => new(post.Message.Message, post.Message.Format, post.Message.Channel, post.Message.Subject, post.Message.Body, post.Message.Unproven)
    {
        Generated = post.Message.Generated,
        EditedBy = post.Message.Generated is null ? null : post.By.Name,
        Altered = post.Message.Altered,
    };

    private static Decision NoSuch => Decision.Refuse("There is no such message.", RefusalReason.NotFound);
}
