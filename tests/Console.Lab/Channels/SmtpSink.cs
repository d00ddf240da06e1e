using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Channels;

/// <summary>A mail server that takes every message and sends none on. It keeps what it took.</summary>
/// <param name="isTlsFirst">Encrypted from the first byte, as on port 465.</param>
/// <param name="certificate">What it encrypts with when it is asked to; null for a server that cannot.</param>
public sealed class SmtpSink(FaultBoard faults, X509Certificate2? certificate, TimeProvider time, bool isTlsFirst = false)
    : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private ImmutableList<MailTaken> taken = [];
    private Task accepting = Task.CompletedTask;

    /// <summary>What arrived, oldest first.</summary>
    public IReadOnlyList<MailTaken> Mails => taken;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Start()
    {
        listener.Start();
        accepting = AcceptAsync(stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        certificate?.Dispose();
    }

    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
            _ = ServeAsync(await listener.AcceptTcpClientAsync(cancellationToken), cancellationToken);
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
            try
            {
                if (faults.Find("smtp-down")?.Text("how") is "refuse") return;
                using var session = new SmtpSession(client.GetStream(), isTlsFirst, certificate, faults, mail =>
                    ImmutableInterlocked.Update(ref taken, list => list.Add(mail)), time);
                await session.RunAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or AuthenticationException)
            {
                // The client went away, or does not trust the certificate, or the range ends.
            }
    }
}

/// <summary>A mail as it arrived.</summary>
/// <param name="Data">Heading and text, as sent.</param>
public sealed record MailTaken(string From, ImmutableArray<string> To, string Data, bool IsEncrypted, DateTimeOffset At);
