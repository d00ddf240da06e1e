using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder incidents)
    {
        incidents.MapGet("/{number:int}/messages/{kind}", DraftAsync)
            .WithSummary("A message filled from evidence")
            .WithDescription("kind is start, update, mitigated or resolved; format is slack, email or plain. What is not proven says so.");
        incidents.MapPost("/{number:int}/messages/{kind}", PostedAsync).RequireAuthorization(Policies.Responder)
            .WithSummary("Record that a message was posted")
            .WithDescription("Keeps the exact text. Without body and subject it is the message as it would be drawn up now.");
    }

    private static async Task<Results<Ok<MessageAnswer>, ProblemHttpResult>> DraftAsync(
        int number, string kind, string? format, Messages messages, IncidentDesk desk, ActionDesk actions, HttpContext context, CancellationToken cancellationToken)
    {
        if (!Words.TryParse<MessageKind>(kind, out var message)) return Problems.Of(NoSuch(kind));
        if (!Words.TryParse<MessageFormat>(format ?? "slack", out var form))
            return Problems.Of(new($"“{format}” is no format. The formats are {Words.All(typeof(MessageFormat))}.", RefusalReason.Invalid));
        return Answers.Ok(await desk.FindAsync(number, context, cancellationToken), view => MessageAnswer.Of(messages.Draft(message, actions.ContextOf(view.Incident)), form));
    }

    private static async Task<Results<Created<PostedAnswer>, ProblemHttpResult>> PostedAsync(
        int number, string kind, PostedRequest request, Messages messages, IncidentDesk desk, ActionDesk actions, HttpContext context, CancellationToken cancellationToken)
    {
        if (!Words.TryParse<MessageKind>(kind, out var message)) return Problems.Of(NoSuch(kind));
        var actor = CurrentUser.ActorOf(context);
        var outcome = await desk.HandleAsync(number, actor, incident =>
            PostMessage.Decide(incident, new(messages.Draft(message, actions.ContextOf(incident)), request.Format, request.Body), request.Channel, actor.Name, request.Subject), cancellationToken);
        return Answers.Created(outcome, _ => $"{number}/messages/{Words.Of(message)}", view => PostedAnswer.Of(view.Incident.Messages[^1]));
    }

    internal static Refusal NoSuch(string kind) => new($"There is no message “{kind}”. The messages are {Words.All(typeof(MessageKind))}.", RefusalReason.NotFound);
}

/// <param name="Channel">Where it was posted.</param>
internal sealed record PostedRequest(MessageFormat Format, string Channel, string? Subject = null, string? Body = null);
