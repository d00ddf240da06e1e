using MailKit.Net.Smtp;
using MimeKit;

namespace IncidentConsole.Infra.Notify;

/// <summary>A client that goes on when a server refuses some of the recipients, and keeps which and why: the others are not to wait for
/// them.</summary>
internal sealed class PartialSmtp : SmtpClient
{
    private int recipients;

    /// <summary>Each refused recipient, with the server's words.</summary>
    public List<string> Refused { get; } = [];

    /// <summary><c>1 of 3 recipients refused: ops@example.com (550 no such mailbox)</c>.</summary>
    public string RefusedText => $"{Refused.Count} of {recipients} recipients refused: {string.Join(", ", Refused)}";

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => recipients++;

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        recipients++;
        Refused.Add($"{mailbox.Address} ({(int)response.StatusCode} {response.Response})");
    }
}
