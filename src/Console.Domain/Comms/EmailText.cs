namespace IncidentConsole.Domain.Comms;

/// <summary>An e-mail as it is copied: <c>To:</c> and <c>Subject:</c>, an empty line, the text.</summary>
public static class EmailText
{
    private const string Subject = "Subject: ";

    /// <summary>Null when the heading has no subject.</summary>
    public static string? SubjectOf(string email) =>
        Heading(email)?.Split('\n').FirstOrDefault(line => line.StartsWith(Subject, StringComparison.Ordinal))?[Subject.Length..].Trim() is { Length: > 0 } subject ? subject : null;

    /// <summary>The text below the heading; all of it when there is none.</summary>
    public static string BodyOf(string email) => Heading(email) is { } heading ? email[(heading.Length + 2)..] : email;

    private static string? Heading(string email) =>
        email.StartsWith("To: ", StringComparison.Ordinal) && email.IndexOf("\n\n", StringComparison.Ordinal) is var end and > 0 ? email[..end] : null;
}
