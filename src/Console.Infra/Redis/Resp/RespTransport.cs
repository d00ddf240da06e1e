using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis.Resp;

/// <summary>Opens the stream and says who we are, from the same connection string the StackExchange client takes.</summary>
internal static class RespTransport
{
    public static async Task<Stream> ConnectAsync(string redis, ConfigurationOptions configuration, EndPoint endpoint,
        CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return configuration.Ssl ? await EncryptAsync(stream, configuration, endpoint, cancellationToken).ConfigureAwait(false) : stream;
        }
        catch (Exception failure)
        {
            socket.Dispose();
            if (failure is SocketException or IOException or AuthenticationException) throw new RespException(redis, failure);
            throw;
        }
    }

    /// <summary>AUTH and SELECT, where the configuration asks for them; and a PING, which a Redis that wants a password refuses.</summary>
    public static IEnumerable<RespWriter> SignIn(ConfigurationOptions configuration)
    {
        if (configuration.Password is { Length: > 0 } password)
        {
            var auth = new RespWriter();
            yield return configuration.User is { Length: > 0 } user
                ? auth.Array(3).Bulk("AUTH"u8).Bulk(Encoding.UTF8.GetBytes(user)).Bulk(Encoding.UTF8.GetBytes(password))
                : auth.Array(2).Bulk("AUTH"u8).Bulk(Encoding.UTF8.GetBytes(password));
        }
        if (configuration.DefaultDatabase is > 0 and { } database)
            yield return new RespWriter().Array(2).Bulk("SELECT"u8).Bulk(Encoding.ASCII.GetBytes(database.ToString(CultureInfo.InvariantCulture)));
        yield return new RespWriter().Array(1).Bulk("PING"u8);
    }

    private static async Task<Stream> EncryptAsync(
        NetworkStream stream, ConfigurationOptions configuration, EndPoint endpoint, CancellationToken cancellationToken)
    {
        var host = configuration.SslHost ?? (endpoint as DnsEndPoint)?.Host ?? ((IPEndPoint)endpoint).Address.ToString();
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellationToken).ConfigureAwait(false);
        return encrypted;
    }
}
