using IncidentConsole.Domain.Loops;
using System.Net;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Dns.Cloudflare;

/// <summary>Cloudflare answered that it did not do it.</summary>
/// <param name="words">Its own, or the HTTP status where something before Cloudflare answered.</param>
/// <param name="retryAfter">How long it asks to be left alone; null when it does not say.</param>
internal sealed class CloudflareException(HttpStatusCode status, string words, TimeSpan? retryAfter) : DependencyException(words)
{
    public static CloudflareException Of(HttpStatusCode status, IReadOnlyList<CloudflareError>? errors, TimeSpan? retryAfter) =>
        new(status, errors is { Count: > 0 } ? string.Join("; ", errors.Select(error => $"{error.Code}: {error.Message}")) : Reason.Of(status), retryAfter);

    public ProviderFailure Judge() => (int)status switch
    {
        429 => new(FailureKind.Throttled, retryAfter is { } wait ? $"{Message} (not before {wait.TotalSeconds:0} s)" : Message, retryAfter),
        // With 2xx it has said in the envelope that it was no success.
        < 500 => new(FailureKind.Refused, Message),
        _ => new(FailureKind.Unclear, Message),
    };
}
