using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Channels;

/// <summary>One SMTP session (RFC 5321, STARTTLS as in RFC 3207), in the order it must go. A command the range does not know is refused.</summary>
/// <param name="certificate">Null for a server without encryption.</param>
/// <param name="isTlsFirst">Encrypted before the first word (RFC 8314), as on port 465.</param>
internal sealed class SmtpSession(Stream stream, bool isTlsFirst, X509Certificate2? certificate, FaultBoard faults, Action<MailTaken> take,
    TimeProvider time) : IDisposable
{
    private Stream stream = stream;
    private StreamReader reader = new(stream, Encoding.UTF8);
    private string? from;
    private ImmutableArray<string> to = [];

    private bool IsEncrypted => stream is SslStream;

    private bool OffersEncryption => certificate is not null && !IsEncrypted;

    private string? How => faults.Find("smtp-down") is { } fault ? fault.Text("how") ?? "error" : null;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (How == "hang") await Task.Delay(Timeout.Infinite, cancellationToken);
        if (isTlsFirst) await StartTlsAsync(cancellationToken);
        await SayAsync(How == "error" ? "421 range Service not available" : "220 range ESMTP", cancellationToken);
        while (How != "error" && await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
            {
                await SayAsync("221 bye", cancellationToken);
                return;
            }
            if (line.Equals("STARTTLS", StringComparison.OrdinalIgnoreCase) && OffersEncryption) await EncryptAsync(cancellationToken);
            else if (line.Equals("DATA", StringComparison.OrdinalIgnoreCase) && to.Length > 0)
            {
                if (!await TakeAsync(cancellationToken)) return;
            }
            else
                await SayAsync(Answer(line), cancellationToken);
        }
    }

    public void Dispose()
    {
        reader.Dispose();
        stream.Dispose();
    }

    private string Answer(string line)
    {
        var command = line.Split(' ')[0].ToUpperInvariant();
        switch (command)
        {
            case "EHLO":
                return $"250-range\r\n250-8BITMIME\r\n250-AUTH PLAIN\r\n{(OffersEncryption ? "250-STARTTLS\r\n" : "")}250 SMTPUTF8";
            case "HELO" or "NOOP":
                return "250 range";
            case "RSET":
                (from, to) = (null, []);
                return "250 ok";
            case "AUTH":
                return "535 5.7.8 Username and password not accepted, see help.example.com";
            case "MAIL" when Address(line) is { } sender:
                (from, to) = (sender, []);
                return "250 ok";
            case "RCPT" when from is not null && Address(line) is { } gone
                && (How == "none" || How == "some" && gone.StartsWith("ops", StringComparison.Ordinal)):
                return "550 5.1.1 no such mailbox";
            case "RCPT" when from is not null && Address(line) is { Length: > 0 } recipient:
                to = to.Add(recipient);
                return "250 ok";
            case "MAIL" or "RCPT" or "DATA":
                return "503 bad sequence of commands";
            default:
                return "502 command not implemented";
        }
    }

    /// <summary>What was said before counts no more, nor what was sent along with it.</summary>
    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        await SayAsync("220 go on", cancellationToken);
        await StartTlsAsync(cancellationToken);
        (from, to) = (null, []);
    }

    private async Task StartTlsAsync(CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(stream);
        stream = encrypted;
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancellationToken);
        reader = new(encrypted, Encoding.UTF8);
    }

    /// <summary>False when the connection is to be cut before it is answered.</summary>
    private async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        await SayAsync("354 go on", cancellationToken);
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { } line && line != ".")
            data.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        take(new(from!, to, data.ToString(), IsEncrypted, time.GetUtcNow()));
        (from, to) = (null, []);
        if (How == "lost") return false;
        await SayAsync("250 queued by the range", cancellationToken);
        return true;
    }

    private static string? Address(string line) =>
        line.IndexOf('<', StringComparison.Ordinal) is var start and > 0 && line.IndexOf('>', start) is var end and > 0 ? line[(start + 1)..end] : null;

    private async Task SayAsync(string answer, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }
}
