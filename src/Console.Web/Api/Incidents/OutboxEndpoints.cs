using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Comms.Outbox;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>Messages the console posts itself.</summary>
internal static class OutboxEndpoints
{
    public static void MapOutbox(this IEndpointRouteBuilder incidents)
    {
        incidents.MapGet("/{number:int}/outbox", ReadAsync).WithSummary("What the console posts itself, and how far it is");
        incidents.MapPost("/{number:int}/messages/{kind}/send", SendAsync).RequireAuthorization(Policies.Responder)
            .WithSummary("Have the console post a message").WithDescription("format is slack or email. Without body it is the message as it would be drawn up now. It goes out by itself; a failure is tried again.");
        incidents.MapPost("/{number:int}/outbox/{id:guid}/retry", RetryAsync).RequireAuthorization(Policies.Responder)
            .WithSummary("Send it now").WithDescription("Of a message whose outcome is unknown: after looking that it is not there.");
        incidents.MapPost("/{number:int}/outbox/{id:guid}/arrived", ArrivedAsync).RequireAuthorization(Policies.Responder).WithSummary("Say that it is there: somebody has looked");
        incidents.MapPost("/{number:int}/outbox/{id:guid}/withdraw", WithdrawAsync).RequireAuthorization(Policies.Responder).WithSummary("Give it up");
    }

    private static async Task<Results<Ok<IReadOnlyList<OutboxAnswer>>, ProblemHttpResult>> ReadAsync(int number, IncidentDesk desk, HttpContext context, CancellationToken cancellationToken) =>
        Answers.Ok<IReadOnlyList<OutboxAnswer>>(await desk.FindAsync(number, context, cancellationToken), view => [.. view.Incident.Outbox.Select(OutboxAnswer.Of)]);

    private static async Task<Results<Created<OutboxAnswer>, ProblemHttpResult>> SendAsync(
        int number, string kind, SendRequest request, Messages messages, IEnumerable<IMessageChannel> channels, IncidentDesk desk, ActionDesk actions, HttpContext context, CancellationToken cancellationToken)
    {
        if (!Words.TryParse<MessageKind>(kind, out var message)) return Problems.Of(MessageEndpoints.NoSuch(kind));
        var id = Guid.NewGuid();
        var outcome = await desk.HandleAsync(number, CurrentUser.ActorOf(context), incident =>
            QueueMessage.Decide(incident, new(messages.Draft(message, actions.ContextOf(incident)), request.Format, request.Body), Of(channels, request.Format)?.Destination(incident.Kind), id), cancellationToken);
        return Answers.Created(outcome, _ => $"{number}/outbox", view => OutboxAnswer.Of(view.Incident.Post(id)!));
    }

    private static Task<Results<Ok<OutboxAnswer>, ProblemHttpResult>> RetryAsync(int number, Guid id, IncidentDesk desk, HttpContext context, CancellationToken cancellationToken) =>
        DecideAsync(number, id, desk, context, incident => QueueMessage.Retry(incident, id), cancellationToken);

    private static Task<Results<Ok<OutboxAnswer>, ProblemHttpResult>> ArrivedAsync(
        int number, Guid id, IEnumerable<IMessageChannel> channels, IncidentDesk desk, HttpContext context, CancellationToken cancellationToken) =>
        DecideAsync(number, id, desk, context, incident => QueueMessage.Arrived(incident, id, PartsOf(channels, incident.Post(id)), CurrentUser.ActorOf(context)), cancellationToken);

    private static Task<Results<Ok<OutboxAnswer>, ProblemHttpResult>> WithdrawAsync(int number, Guid id, ReasonRequest request, IncidentDesk desk, HttpContext context, CancellationToken cancellationToken) =>
        DecideAsync(number, id, desk, context, incident => QueueMessage.Withdraw(incident, id, request.Reason), cancellationToken);

    private static async Task<Results<Ok<OutboxAnswer>, ProblemHttpResult>> DecideAsync(
        int number, Guid id, IncidentDesk desk, HttpContext context, Func<Incident, Decision> decide, CancellationToken cancellationToken) =>
        Answers.Ok(await desk.HandleAsync(number, CurrentUser.ActorOf(context), decide, cancellationToken), view => OutboxAnswer.Of(view.Incident.Post(id)!));

    private static IMessageChannel? Of(IEnumerable<IMessageChannel> channels, MessageFormat format) => channels.FirstOrDefault(channel => channel.Format == format);

    private static int PartsOf(IEnumerable<IMessageChannel> channels, OutboxState? post) =>
        post is not null && Words.TryParse<MessageFormat>(post.Message.Format, out var format) ? Of(channels, format)?.PartsOf(post.Message.Body) ?? 1 : 1;
}

/// <param name="Body">The whole text as changed by hand; null for as it is written.</param>
internal sealed record SendRequest(MessageFormat Format, string? Body = null);

/// <summary>A message the console posts itself.</summary>
/// <param name="Reason">Of the last failure; why the outcome is unknown, or it was withdrawn.</param>
/// <param name="RetryAt">When it is tried again by itself; null when it is not.</param>
internal sealed record OutboxAnswer(
    Guid Id, string Kind, string Format, string Channel, OutboxStatus Status, int Attempts, DateTimeOffset? RetryAt, string? Reason, string By, DateTimeOffset QueuedAt, DateTimeOffset ChangedAt)
{
    public static OutboxAnswer Of(OutboxState post) => new(
        post.Id, post.Message.Message, post.Message.Format, post.Message.Channel, post.Status, post.Attempts, post.RetryAt, post.Reason, post.By.Name, post.QueuedAt, post.ChangedAt);
}
