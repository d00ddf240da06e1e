using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Infra.Redis.Resp;

/// <summary>A Redis could not be asked, or answered with an error. The message starts with its name: a comparison asks two.</summary>
internal sealed class RespException(string redis, string reason, Exception? inner = null) : DependencyException($"{redis}: {reason}", inner)
{
    public RespException(string redis, Exception failure) : this(redis, Words(failure), failure)
    {
    }

    /// <summary>Fit for the page: short and without secrets.</summary>
    public string Reason => reason;

    // A server that goes away is told by an end or by a broken pipe, as it happens.
    private static string Words(Exception failure) =>
        failure is EndOfStreamException or IOException { InnerException: null } ? "connection closed" : Probing.Reason.Of(failure, TimeSpan.Zero);
}
