using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Domain.Comms.Outbox;

/// <summary>
/// Posts what was queued, one replica at a time. That a message goes out is on the timeline before it does: what a dead replica left on its way
/// reads "outcome unknown" and is not sent again by itself. What surely failed is tried again, ever more rarely, until it is delivered or withdrawn.
/// </summary>
public sealed class MessageSender(IncidentDesk desk, IIncidentLog log, IEnumerable<IMessageChannel> channels, Supervisor supervisor, TimeProvider time)
    : IBackgroundLoop
{
    private const string Name = "message-sender";
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    // Longer than any channel's own limit: whoever is still at it has the lease anyway.
    private static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(30);

    /// <summary>Runs until cancelled; a channel that hangs does not hold up the others.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(channels.Select(channel => RunAsync(channel, cancellationToken)));

    /// <summary>Looks once at what is to be sent.</summary>
    public Task LookAsync(CancellationToken cancellationToken) => Task.WhenAll(channels.Select(channel => LookAsync(channel, cancellationToken)));

    private Task RunAsync(IMessageChannel channel, CancellationToken cancellationToken) =>
        supervisor.EveryAsync(new(Name, $"Messages are not being sent ({channel.Format})", $"{channel.Format}"), Every, token => LookAsync(channel, token), cancellationToken);

    private async Task LookAsync(IMessageChannel channel, CancellationToken cancellationToken)
    {
        var format = channel.Format.ToString().ToLowerInvariant();
        foreach (var incident in desk.Book.Current.Incidents.Values.Select(view => view.Incident))
            foreach (var post in incident.Outbox.Where(post => post.Message.Format == format && IsToDo(post)))
                await supervisor.TryAsync(new(Name, $"A {post.Message.Message} message of incident #{incident.Number} is not being sent", $"{post.Id}"),
                    token => TakeAsync(channel, incident.Number, post.Id, token), cancellationToken);
    }

    private async Task TakeAsync(IMessageChannel channel, int number, Guid id, CancellationToken cancellationToken)
    {
        try
        {
            await using var lease = await log.TryLeaseAsync($"message/{id}", cancellationToken);
            if (lease is not null) await SendAsync(channel, number, id, cancellationToken);
        }
        catch (LogUnavailableException)
        {
            // What cannot be written down is not sent.
        }
    }

    private bool IsToDo(OutboxState post) => post.IsDue(time.GetUtcNow()) || (post.Status == OutboxStatus.Sending && time.GetUtcNow() - post.ChangedAt > Abandoned);

    private async Task SendAsync(IMessageChannel channel, int number, Guid id, CancellationToken cancellationToken)
    {
        // Under the lease the state is read anew: another replica may have sent it a moment ago.
        if (await desk.RefreshAsync(number, cancellationToken) is not null) return;
        if (Find(number, id) is { Status: OutboxStatus.Sending })
        {
            await WriteAsync(number, id, _ => new MessageOutcomeUnknown(id, "the console stopped while it was on its way"), cancellationToken);
            return;
        }
        while (await BeginAsync(number, id, cancellationToken) is { } post)
        {
            var kind = desk.Book.Current.Find(number)!.Incident.Kind;
            var delivery = await DeliverAsync(channel, new(id, number, kind, post.Message.Subject, post.Message.Body, post.Delivered + 1), cancellationToken);
            await WriteAsync(number, id, incident => Delivered(channel, incident, id, delivery), cancellationToken);
        }
    }

    /// <summary>A channel answers for what it sends; one that throws all the same may have sent it.</summary>
    private static async Task<Delivery> DeliverAsync(IMessageChannel channel, OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await channel.SendAsync(message, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new(DeliveryOutcome.Unknown, Failure.Of(exception, $"sending a message of incident #{message.Incident}").Sentence);
        }
    }

    /// <summary>Writes down that the next part goes out. Null when none is due, or it could not be written down.</summary>
    private async Task<OutboxState?> BeginAsync(int number, Guid id, CancellationToken cancellationToken)
    {
        if (Find(number, id) is not { } post || !post.IsDue(time.GetUtcNow())) return null;
        var outcome = await desk.HandleAsync(number, Actor.Console,
            incident => incident.Post(id) is { } now && now.IsDue(time.GetUtcNow()) ? new MessageSending(id, now.Delivered + 1) : Decision.Nothing, cancellationToken);
        return outcome.Refusal is null && outcome.View!.Incident.Post(id) is { Status: OutboxStatus.Sending } begun ? begun : null;
    }

    private Decision Delivered(IMessageChannel channel, Incident incident, Guid id, Delivery delivery)
    {
        var post = incident.Post(id)!;
        if (post.Status != OutboxStatus.Sending) return Decision.Nothing;
        switch (delivery.Outcome)
        {
            case DeliveryOutcome.Failed:
                var attempt = post.Attempts + 1;
                return new MessageDeliveryFailed(id, delivery.Words, attempt, time.GetUtcNow() + Backoff.After(attempt, delivery.RetryAfter));
            case DeliveryOutcome.Unknown:
                return new MessageOutcomeUnknown(id, delivery.Words);
            default:
                var part = post.Delivered + 1;
                return QueueMessage.Delivered(incident, post, new(id, part, Math.Max(part, channel.PartsOf(post.Message.Body)), delivery.Words), time.GetUtcNow());
        }
    }

    /// <summary>What has happened must be written down: tried until the timeline is back.</summary>
    private async Task WriteAsync(int number, Guid id, Func<Incident, Decision> decide, CancellationToken cancellationToken)
    {
        while ((await desk.HandleAsync(number, Actor.Console, incident => incident.Post(id) is null ? Decision.Nothing : decide(incident), cancellationToken)).Refusal is { Reason: RefusalReason.Unavailable })
            await Task.Delay(Again, time, cancellationToken);
    }

    private OutboxState? Find(int number, Guid id) => desk.Book.Current.Find(number)?.Incident.Post(id);
}
