namespace IncidentConsole.Infra.Notify;

/// <summary>How a mail server is spoken to.</summary>
public enum SmtpEncryption
{
    /// <summary>Begun in the clear and encrypted before anything else is said (RFC 3207), usually port 587; a server that does not offer it
    /// is sent nothing.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte (RFC 8314), usually port 465.</summary>
    Tls,

    /// <summary>Only where the server is on this machine or link.</summary>
    None,
}
