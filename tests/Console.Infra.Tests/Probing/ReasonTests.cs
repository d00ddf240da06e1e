using System.Net;
using System.Net.Sockets;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Tests.Probing;

public class ReasonTests
{
    public static TheoryData<Exception, string> Exceptions => new()
    {
        { new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused)), "connection refused" },
        { new HttpRequestException("x", new SocketException((int)SocketError.HostNotFound)), "host not found" },
        { new HttpRequestException("x", null, HttpStatusCode.Forbidden), "403 Forbidden" },
        { new TaskCanceledException("x", new TimeoutException()), "timed out after 1.5 s" },
        { new CouldNotAskException("no series"), "no series" },
        { new HttpRequestException("password=hunter2"), "the connection failed" },
    };

    [Theory]
    [MemberData(nameof(Exceptions), DisableDiscoveryEnumeration = true)]
    public void A_reason_is_a_few_words_without_the_exceptions_own_text(Exception exception, string reason) =>
        Assert.Equal(reason, Reason.Of(exception, TimeSpan.FromSeconds(1.5)));

    [Fact]
    public void What_there_are_no_words_for_is_a_bug_with_a_reference() =>
        Assert.Matches("^this is a bug in the console \\(reference [0-9a-f]{8}\\)$", Reason.Of(new InvalidOperationException("password=hunter2"), TimeSpan.Zero));
}
