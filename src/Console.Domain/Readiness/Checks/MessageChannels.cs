using IncidentConsole.Domain.Comms.Outbox;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Readiness.Checks;

/// <summary>By which ways the console posts by itself, and whether each can be rehearsed. That a message arrives, the newest one shows.</summary>
public sealed class MessageChannels(IEnumerable<IMessageChannel> channels, IncidentDesk desk) : IReadinessCheck
{
    public string Key => "message-channels";
    public string Title => "The console can post messages by itself, and a drill's elsewhere";
    public ReadinessGroup Group => ReadinessGroup.People;

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken)
    {
        var found = channels.Where(channel => channel.Destination(IncidentKind.Real) is not null).Select(channel => (channel.Format.ToString().ToLowerInvariant(), Of(channel))).ToList();
        return Task.FromResult(found.Count == 0
            ? ReadinessFinding.Unknown("none is configured: messages are copied and posted by hand", "Configure the section Notify (Slack, SMTP), or know who posts by hand.")
            : ReadinessFinding.Together(found));
    }

    private ReadinessFinding Of(IMessageChannel channel)
    {
        var where = channel.Destination(IncidentKind.Real);
        if (channel.Destination(IncidentKind.Drill) is not { } drills)
            return ReadinessFinding.Fail($"{where}, drills nowhere", "Give drills a destination of their own in Notify: what was never tried fails when it is needed.");
        return Newest(channel) is { Status: OutboxStatus.Failed or OutboxStatus.Unknown } post
            ? ReadinessFinding.Fail($"{where}, drills to {drills}; the message of {Text.Time(post.QueuedAt)} UTC to {post.Message.Channel} {(post.Status == OutboxStatus.Failed ? "is not delivered" : "may not have arrived")}: {post.Reason}", "See the message's page, and mend the channel; until then copy messages and post them by hand.")
            : ReadinessFinding.Pass($"{where}, drills to {drills}");
    }

    /// <summary>The newest message whose sending has come to something; null when nothing was ever sent that way.</summary>
    private OutboxState? Newest(IMessageChannel channel) => desk.Book.Current.Incidents.Values.SelectMany(view => view.Incident.Outbox)
        .Where(post => post.Status is OutboxStatus.Delivered or OutboxStatus.Failed or OutboxStatus.Unknown
            && string.Equals(post.Message.Format, channel.Format.ToString(), StringComparison.OrdinalIgnoreCase))
        .MaxBy(post => post.ChangedAt);
}
