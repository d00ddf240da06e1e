using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Comms.Outbox;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Tests.Support;

namespace IncidentConsole.Domain.Tests.Comms;

public class OutboxTests
{
    private readonly World world = new();
    private readonly ScriptedChannel channel = new();
    private readonly MessageSender sender;

    public OutboxTests() => sender = new(world.Desk, world.Log, [channel], world.Supervisor, world.Time);

    private OutboxState Post => world.Incident(1).Outbox[^1];

    [Fact]
    public async Task A_delivered_message_counts_as_posted_by_whoever_had_it_posted()
    {
        await QueueAsync();
        await sender.LookAsync(CancellationToken.None);

        Assert.Equal(OutboxStatus.Delivered, Post.Status);
        var posted = Assert.Single(world.Incident(1).Messages);
        Assert.Equal(("commander", "#incidents", Post.Message.Body), (posted.By, posted.Message.Channel, posted.Message.Body));
        var item = world.Incident(1).Step(7);
        Assert.Equal((StepStatus.Proven, "console"), (item.Status, item.By));
        Assert.Equal(("posted to #incidents", world.Now), (item.Evidence.Single().Finding, item.Evidence.Single().ObservedAt));
        Assert.DoesNotContain(IncidentReview.Of(world.Desk.Book.Current.Find(1)!, world.Now, world.Policy).NotVerified, gap => gap.StartsWith("Item 7,", StringComparison.Ordinal));
        Assert.Equal([1], channel.Sent.Select(sent => sent.Part));
    }

    [Fact]
    public async Task A_failure_is_told_and_tried_again_after_a_while_and_only_then()
    {
        channel.Next.Enqueue(new(DeliveryOutcome.Failed, "503 service_unavailable"));
        await QueueAsync();
        await sender.LookAsync(CancellationToken.None);
        Assert.Equal((OutboxStatus.Failed, "503 service_unavailable", 1), (Post.Status, Post.Reason, Post.Attempts));
        Assert.Empty(world.Incident(1).Messages);

        await sender.LookAsync(CancellationToken.None);
        Assert.Single(channel.Sent);
        world.Time.Advance(Post.RetryAt!.Value - world.Now);
        await sender.LookAsync(CancellationToken.None);
        Assert.Equal(OutboxStatus.Delivered, Post.Status);
        Assert.Equal(2, channel.Sent.Count);
    }

    [Fact]
    public async Task The_other_side_says_how_long_it_wants_to_be_left_alone()
    {
        channel.Next.Enqueue(new(DeliveryOutcome.Failed, "429", TimeSpan.FromMinutes(7)));
        await QueueAsync();
        await sender.LookAsync(CancellationToken.None);
        Assert.Equal(world.Now + TimeSpan.FromMinutes(7), Post.RetryAt);
    }

    [Fact]
    public async Task A_lost_answer_is_not_sent_again_by_itself_but_by_a_person_who_has_looked()
    {
        channel.Next.Enqueue(new(DeliveryOutcome.Unknown, "no answer within 10 s"));
        await QueueAsync();
        await sender.LookAsync(CancellationToken.None);
        Assert.Equal(OutboxStatus.Unknown, Post.Status);
        world.Time.Advance(TimeSpan.FromHours(1));
        await sender.LookAsync(CancellationToken.None);
        Assert.Single(channel.Sent);

        Assert.Null((await DecideAsync(incident => QueueMessage.Retry(incident, Post.Id))).Refusal);
        await sender.LookAsync(CancellationToken.None);
        Assert.Equal((OutboxStatus.Delivered, 2), (Post.Status, channel.Sent.Count));
    }

    [Fact]
    public async Task A_lost_answer_is_settled_by_whoever_sees_the_message_there()
    {
        channel.Next.Enqueue(new(DeliveryOutcome.Unknown, "no answer within 10 s"));
        await QueueAsync();
        await sender.LookAsync(CancellationToken.None);
        await DecideAsync(incident => QueueMessage.Arrived(incident, Post.Id, 1, World.Commander));

        Assert.Equal(OutboxStatus.Delivered, Post.Status);
        Assert.Single(world.Incident(1).Messages);
        Assert.Single(channel.Sent);
        Assert.Equal((StepStatus.Attested, "commander"), (world.Incident(1).Step(7).Status, world.Incident(1).Step(7).By));
    }

    [Fact]
    public async Task What_a_dead_console_left_on_its_way_is_unknown_and_is_not_sent_again()
    {
        await QueueAsync();
        using var console = new CancellationTokenSource();
        channel.Dies = console;
        await Assert.ThrowsAsync<OperationCanceledException>(() => sender.LookAsync(console.Token));
        Assert.Equal(OutboxStatus.Sending, Post.Status);

        channel.Dies = null;
        await sender.LookAsync(CancellationToken.None);
        Assert.Equal(OutboxStatus.Sending, Post.Status);
        world.Time.Advance(TimeSpan.FromSeconds(31));
        await sender.LookAsync(CancellationToken.None);
        Assert.Equal(OutboxStatus.Unknown, Post.Status);
        Assert.Single(channel.Sent);
    }

    [Fact]
    public async Task A_channel_that_throws_may_have_sent_it_and_keeps_no_other_message_waiting()
    {
        channel.Throws = message => message.Id == world.Incident(1).Outbox[0].Id;
        await QueueAsync();
        await DecideAsync(_ => new Domain.Incidents.Events.MessageQueued(Guid.NewGuid(), "update", "slack", "#incidents", "another", "another", 0));
        await sender.LookAsync(CancellationToken.None);
        Assert.Equal([OutboxStatus.Unknown, OutboxStatus.Delivered], world.Incident(1).Outbox.Select(post => post.Status));
        Assert.Matches("^this is a bug in the console \\(reference [0-9a-f]{8}\\)$", world.Incident(1).Outbox[0].Reason);
    }

    [Fact]
    public async Task Nothing_is_sent_that_cannot_be_written_down()
    {
        await QueueAsync();
        world.Log.IsDown = true;
        await sender.LookAsync(CancellationToken.None);
        Assert.Empty(channel.Sent);
    }

    [Fact]
    public async Task A_part_that_failed_is_tried_again_and_the_parts_before_it_are_not()
    {
        channel.Parts = 3;
        channel.Next.Enqueue(new(DeliveryOutcome.Delivered, "ok"));
        channel.Next.Enqueue(new(DeliveryOutcome.Failed, "no"));
        await QueueAsync();
        await sender.LookAsync(CancellationToken.None);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await sender.LookAsync(CancellationToken.None);

        Assert.Equal([1, 2, 2, 3], channel.Sent.Select(sent => sent.Part));
        Assert.Single(world.Incident(1).Messages);
    }

    [Fact]
    public async Task The_same_message_is_not_posted_twice()
    {
        channel.Next.Enqueue(new(DeliveryOutcome.Failed, "no"));
        var text = await QueueAsync();
        await sender.LookAsync(CancellationToken.None);
        Assert.Contains("still on its way", (await DecideAsync(incident => QueueMessage.Decide(incident, text, "#incidents", Guid.NewGuid()))).Refusal!.Sentence, StringComparison.Ordinal);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await sender.LookAsync(CancellationToken.None);
        Assert.Contains("posted to #incidents already", (await DecideAsync(incident => QueueMessage.Decide(incident, text, "#incidents", Guid.NewGuid()))).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drill_without_a_channel_of_its_own_is_refused_and_never_uses_the_real_one()
    {
        world.EuWestDies();
        await world.DeclareAsync(IncidentKind.Drill);
        var text = new MessageText(Messages.Shipped.Draft(MessageKind.Start, world.Context(1)), MessageFormat.Slack);
        Assert.Contains("configured for drills", (await DecideAsync(incident => QueueMessage.Decide(incident, text, channel.Destination(incident.Kind), Guid.NewGuid()))).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_message_is_sent_no_more()
    {
        channel.Next.Enqueue(new(DeliveryOutcome.Failed, "no"));
        await QueueAsync();
        await sender.LookAsync(CancellationToken.None);
        Assert.NotNull((await DecideAsync(incident => QueueMessage.Withdraw(incident, Post.Id, " "))).Refusal);
        await DecideAsync(incident => QueueMessage.Withdraw(incident, Post.Id, "told by phone"));
        world.Time.Advance(TimeSpan.FromHours(1));
        await sender.LookAsync(CancellationToken.None);
        Assert.Equal((OutboxStatus.Withdrawn, 1), (Post.Status, channel.Sent.Count));
    }

    private async Task<MessageText> QueueAsync()
    {
        world.EuWestDies();
        await world.DeclareAsync();
        var text = new MessageText(Messages.Shipped.Draft(MessageKind.Start, world.Context(1)), MessageFormat.Slack);
        Assert.Null((await DecideAsync(incident => QueueMessage.Decide(incident, text, channel.Destination(incident.Kind), Guid.NewGuid()))).Refusal);
        return text;
    }

    private Task<Outcome> DecideAsync(Func<Incident, Decision> decide) => world.Desk.HandleAsync(1, World.Commander, decide, CancellationToken.None);

    /// <summary>Answers as the test says, else takes it.</summary>
    private sealed class ScriptedChannel : IMessageChannel
    {
        public Queue<Delivery> Next { get; } = [];
        public List<OutgoingMessage> Sent { get; } = [];
        public CancellationTokenSource? Dies { get; set; }
        public Func<OutgoingMessage, bool> Throws { get; set; } = _ => false;
        public int Parts { get; set; } = 1;
        public MessageFormat Format => MessageFormat.Slack;

        public string? Destination(IncidentKind kind) => kind == IncidentKind.Drill ? null : "#incidents";

        public int PartsOf(string body) => Parts;

        public Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            Sent.Add(message);
            if (Throws(message)) throw new InvalidOperationException("a bug");
            Dies?.Cancel();
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(Next.TryDequeue(out var delivery) ? delivery : new Delivery(DeliveryOutcome.Delivered, "ok"));
        }
    }
}
