using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>A message, ready to be copied.</summary>
/// <param name="Body">Exactly what is copied.</param>
/// <param name="Parts">The same in as many messages as it takes: Slack has limits.</param>
/// <param name="Unproven">How many of the claims are not proven, or measured and not good.</param>
internal sealed record MessageAnswer(MessageKind Kind, MessageFormat Format, string Subject, string To, string Body, IReadOnlyList<string> Parts, int Unproven, IReadOnlyList<ClaimAnswer> Claims)
{
    public static MessageAnswer Of(MessageDraft draft, MessageFormat format) => new(
        draft.Kind, format, draft.Subject, draft.To, draft.Render(format),
        format == MessageFormat.Slack ? [.. SlackParts.Of(draft.Render(format)).Select(part => part.Text)] : [draft.Render(format)], draft.Unproven,
        [.. draft.Claims.Select(claim => new ClaimAnswer(claim.Text, claim.Proof, claim.Evidence, claim.ObservedAt))]);
}

/// <param name="Evidence">How it is known, or what is missing.</param>
internal sealed record ClaimAnswer(string Text, Proof Proof, string Evidence, DateTimeOffset? ObservedAt);

/// <summary>A message as it was sent.</summary>
/// <param name="EditedBy">Who changed it before; null when nobody did.</param>
/// <param name="Generated">What the console had written; null when it was sent as it was.</param>
/// <param name="Altered">Claims that do not stand in it as they were measured.</param>
internal sealed record PostedAnswer(string Kind, string Format, string Channel, string Subject, string Body, int Unproven, string By, DateTimeOffset At, string? EditedBy, string? Generated, IReadOnlyList<string> Altered)
{
    public static PostedAnswer Of(PostedMessage posted) => new(
        posted.Message.Message, posted.Message.Format, posted.Message.Channel, posted.Message.Subject, posted.Message.Body, posted.Message.Unproven, posted.By, posted.At,
        posted.Message.EditedBy, posted.Message.Generated, posted.Message.Altered ?? []);
}
