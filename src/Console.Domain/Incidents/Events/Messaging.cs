using System.Collections.Immutable;

namespace IncidentConsole.Domain.Incidents.Events;

/// <summary>Something happened to a message that the console posts itself. Detail: that it was posted, or could not be, is the news.</summary>
/// <param name="Post">Identifies it from the moment somebody had it posted.</param>
public abstract record OutboxEvent(Guid Post) : IncidentEvent
{
    public override EventKind Kind => EventKind.Detail;
}

/// <summary>Somebody had the console post a message. The exact text, and where it goes.</summary>
/// <param name="Message">Which one: <c>start</c>, <c>update</c>, <c>mitigated</c>, <c>resolved</c>.</param>
/// <param name="Format"><c>slack</c> or <c>email</c>: which way it goes.</param>
/// <param name="Unproven">Claims that were not proven then.</param>
public sealed record MessageQueued(Guid Post, string Message, string Format, string Channel, string Subject, string Body, int Unproven) : OutboxEvent(Post)
{
    /// <summary>What the console had written; null when it was sent as it was.</summary>
    public string? Generated { get; init; }

    /// <summary>Claims that do not stand in the text any more as they were measured.</summary>
    public ImmutableArray<string>? Altered { get; init; }

    public override string Sentence => $"has the {Message} message posted to {Channel}{MessagePosted.EditedWords(Generated is null ? null : "", Altered)}";
}

/// <summary>A part of it goes out now: written down before, so that it is never sent twice.</summary>
/// <param name="Part">From 1.</param>
public sealed record MessageSending(Guid Post, int Part) : OutboxEvent(Post)
{
    public override string Sentence => $"sends the message{(Part > 1 ? $", part {Part}" : "")}";
}

/// <summary>The other side has taken a part of it.</summary>
/// <param name="Answer">The other side's words.</param>
public sealed record MessageDelivered(Guid Post, int Part, int Parts, string Answer) : OutboxEvent(Post)
{
    public override string Sentence => $"delivered the message{(Parts > 1 ? $", part {Part} of {Parts}" : "")}: {Answer}";
}

/// <summary>It was surely not delivered. It is tried again by itself.</summary>
/// <param name="Reason">The other side's words, without secrets.</param>
/// <param name="Attempt">How many failed so far.</param>
public sealed record MessageDeliveryFailed(Guid Post, string Reason, int Attempt, DateTimeOffset RetryAt) : OutboxEvent(Post)
{
    // The first failure is news; that it still fails is not.
    public override EventKind Kind => Attempt == 1 ? EventKind.Key : EventKind.Detail;
    public override string Sentence => $"could not deliver the message: {Reason}. Next attempt at {Fleet.Text.Time(RetryAt)} UTC";
}

/// <summary>It may have been delivered or not. It is not sent again by itself.</summary>
public sealed record MessageOutcomeUnknown(Guid Post, string Reason) : OutboxEvent(Post)
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"does not know whether the message was delivered: {Reason}. Check the channel";
}

/// <summary>Somebody has it sent now: after looking that it is not there, or without waiting for the next attempt.</summary>
public sealed record MessageRetried(Guid Post) : OutboxEvent(Post)
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => "has the message sent again";
}

/// <summary>Somebody gave it up.</summary>
public sealed record MessageWithdrawn(Guid Post, string Reason) : OutboxEvent(Post)
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"withdrew the message: {Reason}";
}
