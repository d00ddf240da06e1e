using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Comms.Outbox;

/// <summary>A way the console posts messages by itself. A drill has a destination of its own and never the real one.</summary>
public interface IMessageChannel
{
    /// <summary>The form of text it takes; there is one channel a form.</summary>
    MessageFormat Format { get; }

    /// <summary>Where the messages of such incidents go, in words and without secrets; null when nothing is configured for them.</summary>
    string? Destination(IncidentKind kind);

    /// <summary>How many messages a text takes there.</summary>
    int PartsOf(string body);

    /// <summary>Sends one part, within a time limit of its own. Throws only when cancelled: then it may have been delivered or not.</summary>
    Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}

/// <param name="Part">From 1.</param>
public sealed record OutgoingMessage(Guid Id, int Incident, IncidentKind Kind, string Subject, string Body, int Part);

/// <summary>What came of sending.</summary>
/// <param name="Words">The other side's words, or why it could not be asked; without secrets.</param>
/// <param name="RetryAfter">How long the other side wants to be left alone; null when it does not say.</param>
public sealed record Delivery(DeliveryOutcome Outcome, string Words, TimeSpan? RetryAfter = null);

public enum DeliveryOutcome
{
    Delivered,

    /// <summary>Surely not delivered.</summary>
    Failed,

    /// <summary>It left, and no answer came.</summary>
    Unknown,
}
