using System.Net.Sockets;

namespace IncidentConsole.Domain.Loops;

/// <summary>Why something failed, for the page: the sentence of an expected failure, or a bug's with its reference.</summary>
/// <param name="Reference">Of the bug, as the log has it; null when the failure was expected.</param>
public sealed record Failure(string Sentence, string? Reference)
{
    public bool IsBug => Reference is not null;

    /// <summary>Told apart by type. A bug is written to the log.</summary>
    /// <param name="where">What was being done.</param>
    public static Failure Of(Exception exception, string where)
    {
        if (exception is OperationCanceledException) return new("no answer in time", null);
        if (exception is DependencyException or TimeoutException or IOException or HttpRequestException or SocketException) return new(exception.Message, null);
        var bug = Bug.Of(exception, where);
        return new(bug.Sentence, bug.Reference);
    }
}
