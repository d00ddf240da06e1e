using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Incidents;

/// <summary>A message the console posts itself, as far as it has come.</summary>
/// <param name="By">Who had it posted.</param>
/// <param name="Delivered">Parts the other side has taken.</param>
/// <param name="Attempts">That failed, since the last part that did not.</param>
/// <param name="Reason">Of the last failure.</param>
/// <param name="ChangedAt">When it came to this state.</param>
public sealed record OutboxState(MessageQueued Message, Actor By, DateTimeOffset QueuedAt, OutboxStatus Status, int Delivered, int Attempts, DateTimeOffset? RetryAt, string? Reason, DateTimeOffset ChangedAt)
{
    public Guid Id => Message.Post;

    /// <summary>Whether its end is still to come.</summary>
    public bool IsUnsettled => Status is not (OutboxStatus.Delivered or OutboxStatus.Withdrawn);

    /// <summary>Whether the next part may go out.</summary>
    public bool IsDue(DateTimeOffset now) => Status == OutboxStatus.Queued || (Status == OutboxStatus.Failed && RetryAt <= now);
}

public enum OutboxStatus
{
    /// <summary>Goes out at once.</summary>
    Queued,

    /// <summary>On its way; after a crash, nobody knows how far.</summary>
    Sending,

    /// <summary>Surely not delivered; is tried again.</summary>
    Failed,

    /// <summary>Perhaps delivered; waits for somebody to look.</summary>
    Unknown,
    Delivered,
    Withdrawn,
}
