using MimeKit;

namespace IncidentConsole.Infra.Notify;

/// <summary>E-mail addresses as they stand in the settings.</summary>
internal static class Addresses
{
    /// <summary>Null for none, or when they are no such thing.</summary>
    public static List<MailboxAddress>? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || !InternetAddressList.TryParse(text, out var list)) return null;
        var mailboxes = list.Mailboxes.ToList();
        return mailboxes.Count > 0 && mailboxes.TrueForAll(mailbox => mailbox.Address.Contains('@', StringComparison.Ordinal)) ? mailboxes : null;
    }

    public static bool Same(MailboxAddress one, MailboxAddress other) => string.Equals(one.Address, other.Address, StringComparison.OrdinalIgnoreCase);
}
