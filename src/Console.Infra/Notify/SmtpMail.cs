using System.Net.Security;
using System.Net.Sockets;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Comms.Outbox;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace IncidentConsole.Infra.Notify;

/// <summary>Sends e-mail. Every attempt of a message bears the same Message-ID, so that a mailbox that has it already may tell.</summary>
internal sealed class SmtpMail(NotifyOptions options, TimeProvider time) : IMessageChannel
{
    private const int MostWords = 200;

    public MessageFormat Format => MessageFormat.Email;

    public string? Destination(IncidentKind kind) => string.IsNullOrEmpty(options.Smtp.Host) || Addresses.Of(To(kind)) is not { } to ? null : string.Join(", ", to.Select(address => address.Address));

    public int PartsOf(string body) => 1;

    public async Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (Destination(message.Kind) is null) return new(DeliveryOutcome.Failed, "no recipients are configured for it any more");
        using var box = new CancellationTokenSource(options.TimeBox, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(box.Token, cancellationToken);
        var certificate = SslPolicyErrors.None;
        using var client = new PartialSmtp
        {
            // As everywhere in the console, certificates are judged by the system's store. Whether one was revoked is not asked: in an
            // incident, who knows it may be what cannot be reached.
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = (_, _, _, errors) => (certificate = errors) == SslPolicyErrors.None,
        };
        var left = false;
        try
        {
            await client.ConnectAsync(options.Smtp.Host!, options.Smtp.Port, Security, either.Token);
            if (!string.IsNullOrEmpty(options.Smtp.User)) await client.AuthenticateAsync(options.Smtp.User, options.Smtp.Password ?? "", either.Token);
            left = true;
            var answer = await client.SendAsync(Mail(message), either.Token);
            // It is taken: how the goodbye goes changes nothing.
            return new(DeliveryOutcome.Delivered, $"250 {answer}".Trim() + (client.Refused.Count == 0 ? "" : $"; {client.RefusedText}"));
        }
        catch (SmtpCommandException refused)
        {
            return new(DeliveryOutcome.Failed, client.Refused.Count > 0 ? client.RefusedText
                : $"{(int)refused.StatusCode} {refused.Message}");
        }
        catch (AuthenticationException refused)
        {
            return new(DeliveryOutcome.Failed, $"the server does not take the user and password: {Line(refused.Message)}");
        }
        catch (Exception exception) when (exception is SocketException or IOException or ProtocolException or SslHandshakeException or NotSupportedException)
        {
            return left ? new(DeliveryOutcome.Unknown, "the connection was cut before the server had taken it") : new(DeliveryOutcome.Failed, $"no session with {options.Smtp.Host}: {Reason(exception, certificate)}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(left ? DeliveryOutcome.Unknown : DeliveryOutcome.Failed, $"no answer within {Text.Span(options.TimeBox)}");
        }
    }

    private MimeMessage Mail(OutgoingMessage message)
    {
        var mail = new MimeMessage
        {
            Subject = message.Subject,
            Date = time.GetUtcNow(),
            MessageId = $"{message.Id:N}@incident-{message.Incident}.console",
            Body = new TextPart("plain") { Text = EmailText.BodyOf(message.Body) },
        };
        mail.From.AddRange(Addresses.Of(options.Smtp.From)!);
        mail.To.AddRange(Addresses.Of(To(message.Kind))!);
        return mail;
    }

    private SecureSocketOptions Security => options.Smtp.Encryption switch
    {
        SmtpEncryption.Tls => SecureSocketOptions.SslOnConnect,
        SmtpEncryption.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        is var line && line.Length > MostWords ? line[..MostWords] : line;

    private string? To(IncidentKind kind) => kind == IncidentKind.Drill ? options.Smtp.DrillTo : options.Smtp.To;

    private static string Reason(Exception exception, SslPolicyErrors certificate) => exception switch
    {
        SocketException socket => socket.SocketErrorCode.ToString(),
        SslHandshakeException when certificate == SslPolicyErrors.RemoteCertificateNameMismatch => "its certificate is for another name",
        SslHandshakeException when certificate != SslPolicyErrors.None => "its certificate is not trusted",
        SslHandshakeException => "it speaks no TLS",
        NotSupportedException => "it offers no STARTTLS",
        _ => "the connection was cut",
    };
}
