using System.Collections.Immutable;

namespace IncidentConsole.Domain.Comms;

/// <summary>A message filled from evidence, ready to be rendered.</summary>
/// <param name="Kind">Which message it is.</param>
/// <param name="To">Where it goes.</param>
/// <param name="Lines">The body; a span knows the claim it states.</param>
/// <param name="Claims">Every claim the message makes, in its order, facts left out.</param>
public sealed record MessageDraft(MessageKind Kind, string Subject, string To, ImmutableArray<ImmutableArray<MessageSpan>> Lines, ImmutableArray<Claim> Claims)
{
    public int Unproven => Claims.Count(claim => claim.IsUnproven);

    /// <summary>Exactly what is copied.</summary>
    public string Render(MessageFormat format) => format switch
    {
        MessageFormat.Slack => string.Join('\n', Lines.Select(line => string.Concat(line.Select(SlackText.Of)))),
        MessageFormat.Email => $"To: {To}\nSubject: {Subject}\n\n{Plain}",
        _ => Plain,
    };

    private string Plain => string.Join('\n', Lines.Select(line => string.Concat(line.Select(span => span.Text))));
}

/// <param name="Claim">The claim these words state; null for the template's own words.</param>
public readonly record struct MessageSpan(string Text, bool Bold, Claim? Claim);

public enum MessageKind
{
    Start,
    Update,
    Mitigated,
    Resolved,
}

public enum MessageFormat
{
    Slack,
    Email,
    Plain,
}
