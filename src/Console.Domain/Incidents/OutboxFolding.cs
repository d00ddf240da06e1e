using System.Collections.Immutable;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Incidents;

internal static class OutboxFolding
{
    /// <param name="what">Of a message that is known, or the first of one.</param>
    public static ImmutableList<OutboxState> Apply(ImmutableList<OutboxState> outbox, OutboxEvent what, TimelineEntry entry)
    {
        if (what is MessageQueued queued) return outbox.Add(new(queued, entry.Actor, entry.HappenedAt, OutboxStatus.Queued, 0, 0, null, null, entry.HappenedAt));
        var at = outbox.FindIndex(post => post.Id == what.Post);
        return outbox.SetItem(at, With(outbox[at], what) with { ChangedAt = entry.HappenedAt });
    }

    private static OutboxState With(OutboxState post, OutboxEvent what) => what switch
    {
        MessageSending => post with { Status = OutboxStatus.Sending },
        MessageDelivered delivered => post with { Status = delivered.Part < delivered.Parts ? OutboxStatus.Queued : OutboxStatus.Delivered, Delivered = delivered.Part, Attempts = 0, RetryAt = null, Reason = null },
        MessageDeliveryFailed failed => post with { Status = OutboxStatus.Failed, Attempts = failed.Attempt, RetryAt = failed.RetryAt, Reason = failed.Reason },
        MessageOutcomeUnknown unknown => post with { Status = OutboxStatus.Unknown, Reason = unknown.Reason },
        MessageRetried => post with { Status = OutboxStatus.Queued, RetryAt = null },
        MessageWithdrawn withdrawn => post with { Status = OutboxStatus.Withdrawn, Reason = withdrawn.Reason, RetryAt = null },
        _ => throw new InvalidDataException($"No fold for {what.GetType().Name}."),
    };
}
