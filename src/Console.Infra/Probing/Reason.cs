using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using IncidentConsole.Domain.Loops;
using Microsoft.AspNetCore.WebUtilities;

namespace IncidentConsole.Infra.Probing;

/// <summary>
/// Why a source could not be asked, in the few words the board has room for. Never the exception's own text, which may hold addresses and secrets.
/// </summary>
public static class Reason
{
    /// <param name="timeBox">The time the question had.</param>
    /// <param name="where">Who asked. What there are no words for is a bug: it is in the log with this and its stack.</param>
    public static string Of(Exception exception, TimeSpan timeBox, string where = "asking a source")
    {
        for (var each = exception; each is not null; each = each.InnerException)
            if (Known(each, timeBox) is { } reason)
                return reason;
        return exception is IOException or HttpRequestException ? "the connection failed" : Bug.Of(exception, where).Sentence;
    }

    /// <summary><c>503 Service Unavailable</c>.</summary>
    public static string Of(HttpStatusCode status) => $"{(int)status} {ReasonPhrases.GetReasonPhrase((int)status)}".TrimEnd();

    public static string TimedOut(TimeSpan timeBox) => $"timed out after {timeBox.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture)} s";

    private static string? Known(Exception exception, TimeSpan timeBox) => exception switch
    {
        DependencyException => exception.Message,
        OperationCanceledException or TimeoutException => TimedOut(timeBox),
        SocketException socket => Of(socket.SocketErrorCode),
        HttpRequestException { StatusCode: { } status } => Of(status),
        HttpRequestException { InnerException: null, HttpRequestError: HttpRequestError.NameResolutionError } => "host not found",
        AuthenticationException => "TLS failed",
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "connection closed",
        HttpIOException => "no valid HTTP answer",
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "the answer is too large",
        JsonException => "the answer is not as expected",
        _ => null,
    };

    private static string Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "connection reset",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "host not found",
        SocketError.TimedOut => "connection timed out",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown => "unreachable",
        _ => $"connection failed ({error})",
    };
}
