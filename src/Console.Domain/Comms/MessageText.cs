using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Comms;

/// <summary>A message as somebody sends it: what the console wrote, or what they made of it.</summary>
/// <param name="Draft">What the console wrote.</param>
/// <param name="Edited">The whole text as they changed it; null for as it was written.</param>
public sealed record MessageText(MessageDraft Draft, MessageFormat Format, string? Edited = null)
{
    public string Generated => Draft.Render(Format);

    public string Body => Edited is null ? Generated : PlainText.Of(Edited.ReplaceLineEndings("\n"));

    public bool IsEdited => Body != Generated;

    /// <summary>The draft's, or of an e-mail whose heading they changed, theirs.</summary>
    public string Subject => Format == MessageFormat.Email && EmailText.SubjectOf(Body) is { } theirs ? theirs : Draft.Subject;

    /// <summary>The claims that no longer stand in it as they were measured.</summary>
    public ImmutableArray<string> Altered =>
    [
        .. Draft.Claims.Select(claim => claim.Text).Distinct()
            .Where(claim => !Body.Contains(Format == MessageFormat.Slack ? SlackText.Escape(claim) : claim, StringComparison.Ordinal)),
    ];
}
